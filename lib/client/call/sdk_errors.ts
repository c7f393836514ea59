import { codeOf } from "./call_errors.ts";

/** The room's own description, or a peer's, could not be applied: twilio.com/docs/api/errors/53400 and /53402. */
const DESCRIPTIONS = new Set<number | null>([53400, 53402]);

/**
 * Takes in what the SDK leaves unhandled inside itself and nobody can catch where
 * it happens: that it was cancelled while it made its offer, and a description
 * (SDP) that the browser refuses, which a broken or hostile peer can send at will.
 * Neither stands in the way of the call; what does is told by the room as well.
 * Anything else stays an uncaught error. Returns the undo.
 */
export function quietSdk(
  target: Pick<EventTarget, "addEventListener" | "removeEventListener"> =
    globalThis,
): () => void {
  const listener = (event: Event) => {
    const { reason } = event as PromiseRejectionEvent;
    const cancelled = reason instanceof Error && reason.message === "Canceled";
    if (cancelled || DESCRIPTIONS.has(codeOf(reason))) event.preventDefault();
  };
  target.addEventListener("unhandledrejection", listener);
  return () => target.removeEventListener("unhandledrejection", listener);
}

/**
 * Cancels a connect. The SDK (2.x, `TwilioConnectionTransport.disconnect`) throws
 * when it has not opened its connection yet, which comes after it has made an
 * offer; by then it has taken note, and opens none.
 */
export function cancelJoining(joining: { cancel(): unknown }): void {
  try {
    joining.cancel();
  } catch {
    // There was nothing to close.
  }
}
