import { useSignal } from "@preact/signals";
import { Button, LinkButton } from "@/components/ui/Button.tsx";
import { DialogFrame } from "@/components/ui/DialogFrame.tsx";
import { useModal } from "@/lib/client/page/modal_hook.ts";
import { Notice } from "@/components/ui/Notice.tsx";
import type { Answer, Failure } from "@/lib/client/page/api.ts";
import type { SessionAnswer } from "@/lib/wire/wire.ts";
import { call } from "@/words/call.ts";

export interface EndSessionModalProps {
  readonly open: boolean;
  /** First name of the other person. */
  readonly otherName: string;
  readonly end: () => Promise<Answer<SessionAnswer>>;
  /** Where this person signs in and comes back; null for a client. */
  readonly signInHref: string | null;
  /** The person stays. */
  readonly onStay: () => void;
  /** Leaves without ending it; absent for the host, without whom there is no call. */
  readonly onLeave?: (() => void) | undefined;
  /** The server has ended it; never called before. */
  readonly onEnded: (sessionEndedAt: string | null) => void;
}

const words = call.end;

/**
 * Asks for confirmation before ending the consultation for both. A native
 * dialog: it moves the focus in and back, makes the page behind inert, and
 * Escape means stay.
 */
export default function EndSessionModal(props: EndSessionModalProps) {
  const { open, otherName, end, onStay, onLeave, onEnded } = props;
  const busy = useSignal(false);
  const trouble = useSignal<Failure | null>(null);

  const modal = useModal({
    open,
    onDismiss: onStay,
    onShow: () => trouble.value = null,
  });

  const confirm = async () => {
    if (busy.value) return;
    busy.value = true;
    trouble.value = null;
    const answer = await end();
    busy.value = false;
    if (answer.ok) return onEnded(answer.value.sessionEndedAt);
    if (answer.code === "consultation_ended") return onEnded(null);
    trouble.value = answer;
  };

  return (
    <dialog
      {...modal}
      class="dialog neutral"
      aria-labelledby="end-title"
      aria-describedby="end-text"
    >
      <DialogFrame
        id="end"
        title={words.title}
        actions={
          <>
            <Button
              type="button"
              onClick={onStay}
              data-testid="end-cancel"
            >
              {words.stay}
            </Button>
            {onLeave && (
              <Button type="button" onClick={onLeave} data-testid="end-leave">
                {words.leave}
              </Button>
            )}
            <Button
              type="button"
              variant="danger"
              busy={busy.value}
              onClick={confirm}
              data-testid="end-confirm"
            >
              {trouble.value ? words.retry : words.confirm}
            </Button>
          </>
        }
      >
        <p>{words.text({ name: otherName })}</p>
        {onLeave && <p>{words.leaveText}</p>}
        {trouble.value
          ? (
            <Notice
              tone="error"
              title={words.failed}
              action={props.signInHref !== null &&
                trouble.value.code === "sign_in_required" && (
                <LinkButton
                  href={props.signInHref}
                  size="small"
                  target="_blank"
                >
                  {call.actions.signIn}
                </LinkButton>
              )}
            >
              {trouble.value.message}
            </Notice>
          )
          : null}
      </DialogFrame>
    </dialog>
  );
}
