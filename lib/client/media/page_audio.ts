/** The page's one AudioContext, for the level meter and the chime. */
export interface PageAudio {
  /** The context, or null before it is created. */
  current(): AudioContext | null;
  /** Creates the context once. Call it inside a tap or while the microphone is on, or the browser keeps it suspended. */
  open(): AudioContext;
  close(): void;
}

export function pageAudio(
  make: () => AudioContext = () => new AudioContext(),
): PageAudio {
  let context: AudioContext | null = null;
  return {
    current: () => context,
    open: () => context ??= make(),
    close: () => void context?.close().catch(() => {}),
  };
}
