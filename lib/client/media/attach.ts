/** A remote track of the SDK. It must be shown through `attach`, or the SDK thinks that nobody looks and Twilio stops sending. */
export interface Attachable {
  attach(element: HTMLMediaElement): unknown;
  detach(element: HTMLMediaElement): unknown;
}

/**
 * Plays a remote track in an element.
 *
 * @param onBlocked told whether the browser waits for a tap before it plays (iOS in Low Power Mode; sound before any gesture)
 * @returns the undo
 */
export function playRemote(
  element: HTMLMediaElement,
  track: Attachable,
  onBlocked: (blocked: boolean) => void,
): () => void {
  track.attach(element);
  void tryPlay(element, onBlocked);
  return () => {
    track.detach(element);
    onBlocked(false);
  };
}

/** Shows one of our own tracks, always without sound. Returns the undo. */
export function showLocal(
  element: HTMLMediaElement,
  track: MediaStreamTrack,
): () => void {
  element.muted = true;
  element.srcObject = new MediaStream([track]);
  void tryPlay(element, () => {});
  return () => {
    element.srcObject = null;
  };
}

/** Calls `play()` and says whether it was refused for want of a gesture. */
export async function tryPlay(
  element: Pick<HTMLMediaElement, "play">,
  onBlocked: (blocked: boolean) => void,
): Promise<void> {
  try {
    await element.play();
    onBlocked(false);
  } catch (error) {
    // Anything else (AbortError) only says that another track came meanwhile.
    if ((error as Error).name === "NotAllowedError") onBlocked(true);
  }
}
