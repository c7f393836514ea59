import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { DialogFrame } from "@/components/ui/DialogFrame.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { useModal } from "@/lib/client/page/modal_hook.ts";
import { recording as words } from "@/words/recording.ts";
import type { RecordingOnPage } from "@/lib/client/recording/recording_hook.ts";

/**
 * The consent text and the two answers. Escape is no answer: it hides the
 * question until it is asked again, and nothing is recorded.
 */
export default function RecordingQuestion({ recording }: {
  readonly recording: RecordingOnPage;
}) {
  const dismissed = useSignal(false);
  const { step, answer, busy, trouble, act } = recording;
  const text = answer.value?.text;
  const asked = step.value === "asked";
  const open = asked && text !== undefined && !dismissed.value;
  const modal = useModal({
    open,
    onDismiss: () => {
      dismissed.value = true;
    },
  });

  useEffect(() => {
    if (!asked) dismissed.value = false;
  }, [asked]);

  return (
    <dialog
      {...modal}
      class="dialog neutral"
      aria-labelledby="record-title"
      aria-describedby="record-text"
    >
      <DialogFrame
        id="record"
        title={words.question}
        actions={
          <>
            <Button
              type="button"
              busy={busy.value}
              onClick={() => act("withdraw")}
              data-testid="recording-refuse"
            >
              {words.refuse}
            </Button>
            <Button
              type="button"
              variant="primary"
              busy={busy.value}
              onClick={() => act("consent")}
              data-testid="recording-agree"
            >
              {words.agree}
            </Button>
          </>
        }
      >
        <p data-testid="recording-text">{text?.text}</p>
        {trouble.value ? <Notice tone="error">{trouble.value}</Notice> : null}
      </DialogFrame>
    </dialog>
  );
}
