import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "@/components/Button.tsx";
import { DialogFrame } from "@/components/DialogFrame.tsx";
import { Notice } from "@/components/Notice.tsx";
import { useModal } from "@/lib/client/modal_hook.ts";
import type { RecordingOnPage } from "@/lib/client/recording_hook.ts";

/**
 * The words that are to be agreed to, and the two answers. Escape is no answer:
 * it puts the question away until it is asked again, and nothing is recorded.
 */
export default function RecordingQuestion({ recording }: {
  readonly recording: RecordingOnPage;
}) {
  const putAway = useSignal(false);
  const { step, answer, busy, trouble, act } = recording;
  const text = answer.value?.text;
  const asked = step.value === "asked";
  const open = asked && text !== undefined && !putAway.value;
  const dialog = useModal(open);

  useEffect(() => {
    if (!asked) putAway.value = false;
  }, [asked]);

  return (
    <dialog
      ref={dialog}
      class="dialog neutral"
      aria-labelledby="record-title"
      aria-describedby="record-text"
      onCancel={() => putAway.value = true}
    >
      <DialogFrame
        id="record"
        title="May this consultation be recorded?"
        actions={
          <>
            <Button
              type="button"
              busy={busy.value}
              onClick={() => act("withdraw")}
              data-testid="recording-refuse"
            >
              No, do not record
            </Button>
            <Button
              type="button"
              variant="primary"
              busy={busy.value}
              onClick={() => act("consent")}
              data-testid="recording-agree"
            >
              I agree
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
