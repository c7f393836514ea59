import { codeOf } from "@/lib/client/media/video_sdk.ts";

/**
 * A room's or a peer's session description could not be applied:
 * twilio.com/docs/api/errors/53400 and /53402.
 */
const DESCRIPTIONS = new Set<number | null>([53400, 53402]);

/**
 * Handles the errors that the SDK leaves unhandled and nobody can catch where
 * they happen: cancelling while it creates its offer, and a session description
 * (SDP) that the browser refuses, which a broken or hostile peer can send at
 * will. Neither blocks the call; what does is also reported by the room. Every
 * other error stays uncaught. Returns the undo.
 */
export function ignoreSdkErrors(
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
 * Cancels a connect. The SDK (2.x, `TwilioConnectionTransport.disconnect`)
 * throws when it has not opened its connection yet, which happens after it has
 * created an offer; it has noted the cancellation by then, and opens none.
 */
export function cancelJoining(joining: { cancel(): unknown }): void {
  try {
    joining.cancel();
  } catch {
    // There was nothing to close.
  }
}
