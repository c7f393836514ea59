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
