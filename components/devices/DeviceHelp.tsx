import type { Help } from "@/lib/client/media/device_words.ts";
import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { devices } from "@/words/devices.ts";

/** Explains what is wrong with camera or microphone, and what to do, step by step. */
export function DeviceHelp({ help, busy, onRetry }: {
  help: Help;
  busy: boolean;
  onRetry: () => void;
}) {
  return (
    <Notice
      tone="warning"
      title={help.title}
      action={
        <Button
          type="button"
          size="small"
          icon="refresh-cw"
          busy={busy}
          onClick={onRetry}
        >
          {devices.help.retry}
        </Button>
      }
    >
      <ol>{help.steps.map((step) => <li key={step}>{step}</li>)}</ol>
    </Notice>
  );
}
