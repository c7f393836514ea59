import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { tryPlay } from "./attach.ts";

type Playable = Pick<HTMLMediaElement, "play">;

/** The elements of a call that the browser does not play before a tap. */
export interface Playback {
  readonly blocked: ReadonlySignal<boolean>;
  report(element: Playable, blocked: boolean): void;
  /** Plays the blocked ones. Call it inside a tap. */
  playAll(): void;
}

export function playback(): Playback {
  const waiting = signal<ReadonlySet<Playable>>(new Set());
  const report = (element: Playable, blocked: boolean) => {
    const before = waiting.peek();
    if (before.has(element) === blocked) return;
    const next = new Set(before);
    if (blocked) next.add(element);
    else next.delete(element);
    waiting.value = next;
  };
  return {
    blocked: computed(() => waiting.value.size > 0),
    report,
    playAll() {
      for (const element of waiting.peek()) {
        void tryPlay(element, (blocked) => report(element, blocked));
      }
    },
  };
}
