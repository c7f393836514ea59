/**
 * A remote track of the SDK. It must be shown through `attach`, or the SDK
 * assumes that nobody watches and Twilio stops sending.
 */
export interface Attachable {
  attach(element: HTMLMediaElement): unknown;
  detach(element: HTMLMediaElement): unknown;
}

/** Plays a remote track in an element. Returns the undo. */
export function playRemote(element: HTMLMediaElement, { track, onBlocked }: {
  readonly track: Attachable;
  /** Called with true when the browser requires a tap before it plays (iOS in Low Power Mode; audio before any gesture), with false once it plays. */
  readonly onBlocked: (blocked: boolean) => void;
}): () => void {
  track.attach(element);
  void tryPlay(element, onBlocked);
  return () => {
    track.detach(element);
    onBlocked(false);
  };
}

/** Shows one of our own tracks, always muted. Returns the undo. */
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

/** Calls `play()` and returns whether it was refused because there was no gesture. */
export async function tryPlay(
  element: Pick<HTMLMediaElement, "play">,
  onBlocked: (blocked: boolean) => void,
): Promise<void> {
  try {
    await element.play();
    onBlocked(false);
  } catch (error) {
    // Anything else (AbortError) only means that another track replaced this
    // one.
    if ((error as Error).name === "NotAllowedError") onBlocked(true);
  }
}
