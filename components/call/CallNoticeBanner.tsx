import type {
  CallNotice,
  NoticeAction,
} from "@/lib/client/call/call_notice.ts";
import { Button, LinkButton } from "@/components/ui/Button.tsx";
import { CallBanner } from "./CallBanner.tsx";

/** The call's current notice, with the one action for it. */
export function CallNoticeBanner({ notice, onAction }: {
  notice: CallNotice;
  onAction: (does: NoticeAction) => void;
}) {
  const { tone, words, action } = notice;
  return (
    <div data-testid="call-banner">
      <CallBanner
        tone={tone}
        action={action && <NoticeButton {...action} onAction={onAction} />}
      >
        {words}
      </CallBanner>
    </div>
  );
}

function NoticeButton({ does, label, onAction }:
  & NonNullable<CallNotice["action"]>
  & { readonly onAction: (does: NoticeAction) => void }) {
  return typeof does === "string"
    ? (
      <Button type="button" size="small" onClick={() => onAction(does)}>
        {label}
      </Button>
    )
    : (
      <LinkButton href={does.opens} size="small" target="_blank">
        {label}
      </LinkButton>
    );
}
