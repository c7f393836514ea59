import { type ReadonlySignal, signal } from "@preact/signals";
import { chime } from "@/lib/client/page/chime.ts";

/** Browsers play no sound on a page before somebody has clicked or pressed a key there. */
export interface AlertSound {
  readonly ready: ReadonlySignal<boolean>;
  /** Call it inside a tap. */
  allow(): Promise<void>;
  /** Silent until it is allowed. */
  ring(): void;
}

/** Of a page that has another sound. */
export const SILENT: AlertSound = {
  ready: signal(true),
  allow: () => Promise.resolve(),
  ring() {},
};

export function alertSound(
  make: () => AudioContext = () => new AudioContext(),
): AlertSound {
  const ready = signal(false);
  let context: AudioContext | null = null;
  return {
    ready,
    async allow() {
      try {
        context ??= make();
        await context.resume();
        ready.value = context.state === "running";
      } catch {
        // Without an audio device there is no sound: the notification is left.
      }
    },
    ring: () => void (context && chime(context)),
  };
}
