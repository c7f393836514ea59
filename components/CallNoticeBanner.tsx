import type { CallNotice, NoticeAction } from "@/lib/client/call_notice.ts";
import { Button } from "./Button.tsx";
import { CallBanner } from "./CallBanner.tsx";

/** What stands over the call, with the one thing to do about it. */
export function CallNoticeBanner({ notice, onAction }: {
  notice: CallNotice;
  onAction: (does: NoticeAction) => void;
}) {
  const { tone, words, action } = notice;
  return (
    <div data-testid="call-banner">
      <CallBanner
        tone={tone}
        action={action
          ? (
            <Button
              type="button"
              size="small"
              onClick={() => onAction(action.does)}
            >
              {action.label}
            </Button>
          )
          : null}
      >
        {words}
      </CallBanner>
    </div>
  );
}
