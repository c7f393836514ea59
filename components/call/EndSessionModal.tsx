import { useSignal } from "@preact/signals";
import { Button } from "@/components/Button.tsx";
import { DialogFrame } from "@/components/DialogFrame.tsx";
import { useModal } from "@/lib/client/modal_hook.ts";
import { Notice } from "@/components/Notice.tsx";
import type { Answer } from "@/lib/client/api.ts";
import type { SessionAnswer } from "@/lib/wire.ts";

export interface EndSessionModalProps {
  readonly open: boolean;
  /** First name of the other person. */
  readonly otherName: string;
  readonly end: () => Promise<Answer<SessionAnswer>>;
  /** The person stays. */
  readonly onStay: () => void;
  /** The server has ended it; never before it said so. */
  readonly onEnded: (sessionEndedAt: string | null) => void;
}

/**
 * Asks before the consultation is ended for both. A native dialog: it moves the
 * focus inside and back, makes the page behind inert, and Escape means stay.
 */
export default function EndSessionModal(props: EndSessionModalProps) {
  const { open, otherName, end, onStay, onEnded } = props;
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);

  const dialog = useModal(open, () => trouble.value = null);

  const confirm = async () => {
    if (busy.value) return;
    busy.value = true;
    trouble.value = null;
    const answer = await end();
    busy.value = false;
    if (answer.ok) return onEnded(answer.value.sessionEndedAt);
    if (answer.code === "consultation_ended") return onEnded(null);
    trouble.value = answer.message;
  };

  return (
    <dialog
      ref={dialog}
      class="dialog neutral"
      aria-labelledby="end-title"
      aria-describedby="end-text"
      onClose={onStay}
    >
      <DialogFrame
        id="end"
        title="End the consultation for both of you?"
        actions={
          <>
            <Button
              type="button"
              onClick={() => dialog.current?.close()}
              data-testid="end-cancel"
            >
              Stay
            </Button>
            <Button
              type="button"
              variant="danger"
              busy={busy.value}
              onClick={confirm}
              data-testid="end-confirm"
            >
              {trouble.value ? "Try again" : "End for both"}
            </Button>
          </>
        }
      >
        <p>
          {otherName} will see that it has ended. It cannot be taken up again.
        </p>
        {trouble.value
          ? (
            <Notice tone="error" title="It has not ended yet">
              {trouble.value}
            </Notice>
          )
          : null}
      </DialogFrame>
    </dialog>
  );
}
