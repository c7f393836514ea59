import { deviceHelp } from "@/lib/client/check/device_words.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { deviceHelp as words } from "@/words/devices/help.ts";

export interface DeviceHelpProps {
  readonly callPage: Pick<CallPage, "devices" | "facts">;
  readonly busy: boolean;
  /** Whether trying again is the one thing to do on the page. */
  readonly main: boolean;
  readonly onRetry: () => void;
}

/** Explains what is wrong with camera or microphone, and what to do, step by step. */
export default function DeviceHelp(
  { callPage, busy, main, onRetry }: DeviceHelpProps,
) {
  const help = deviceHelp(callPage.devices.problems.value, callPage.facts);
  if (help.length === 0) return null;
  const retry = (
    <Button
      type="button"
      variant={main ? "primary" : "secondary"}
      size={main ? "large" : "small"}
      full={main}
      class={main ? "pinned" : undefined}
      icon="refresh-cw"
      busy={busy}
      onClick={onRetry}
    >
      {words.retry}
    </Button>
  );
  return (
    <>
      {help.map(({ title, steps }, i) => (
        <Notice
          key={title}
          tone="warning"
          title={title}
          action={main || i < help.length - 1 ? undefined : retry}
        >
          <ol>{steps.map((step) => <li key={step}>{step}</li>)}</ol>
        </Notice>
      ))}
      {main ? retry : null}
    </>
  );
}
