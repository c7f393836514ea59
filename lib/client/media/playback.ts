import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { tryPlay } from "./attach.ts";

/** The used part of a `<video>` or `<audio>`. */
export type Playable = Pick<
  HTMLMediaElement,
  "play" | "srcObject" | "addEventListener" | "removeEventListener"
>;

/** The elements of a call that play what other people send. */
export interface Playback {
  /** The browser does not play one of them before a tap. */
  readonly blocked: ReadonlySignal<boolean>;
  report(element: Playable, blocked: boolean): void;
  /** Follows an element while it plays a remote track. Returns the undo. */
  follow(element: Playable): () => void;
  readonly followed: () => readonly Playable[];
  /**
   * Plays all of them. Inside a tap, call it before any await. False if the
   * browser still refuses one.
   */
  playAll(): Promise<boolean>;
}

/** A system that pauses again at once wants it so, for now. In milliseconds. */
const NOT_AGAIN_WITHIN = 500;

export function playback(): Playback {
  const waiting = signal<ReadonlySet<Playable>>(new Set());
  const followed = new Set<Playable>();

  const report = (element: Playable, blocked: boolean) => {
    const before = waiting.peek();
    if (before.has(element) === blocked) return;
    const next = new Set(before);
    if (blocked) next.add(element);
    else next.delete(element);
    waiting.value = next;
  };
  const play = (element: Playable) =>
    tryPlay(element, (blocked) => report(element, blocked));

  return {
    blocked: computed(() => waiting.value.size > 0),
    report,
    follow(element) {
      followed.add(element);
      // By the system, for a call or another app: nobody can pause a call.
      let last = -Infinity;
      const again = ({ timeStamp }: Event) => {
        const atOnce = timeStamp - last < NOT_AGAIN_WITHIN;
        last = timeStamp;
        if (element.srcObject && !atOnce) void play(element);
      };
      element.addEventListener("pause", again);
      return () => {
        element.removeEventListener("pause", again);
        followed.delete(element);
        report(element, false);
      };
    },
    followed: () => [...followed],
    async playAll() {
      const all = new Set([...followed, ...waiting.peek()]);
      await Promise.all([...all].map(play));
      return waiting.peek().size === 0;
    },
  };
}
