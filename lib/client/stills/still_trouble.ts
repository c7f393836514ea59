import {
  effect,
  type ReadonlySignal,
  signal,
  untracked,
} from "@preact/signals";
import { type Failure, isPassing } from "@/lib/client/page/api.ts";

/** Calls back whenever the server is heard from; returns its undo. */
export type OnHeard = (then: () => void) => () => void;

/** A page hears from its server with each snapshot that differs. */
export function hearing(snapshot: ReadonlySignal<unknown>): OnHeard {
  return (then) => {
    let first = true;
    return effect(() => {
      void snapshot.value;
      if (!first) untracked(then);
      first = false;
    });
  };
}

export interface StillTrouble {
  /** Null if there is none, or none any more. */
  readonly words: ReadonlySignal<string | null>;
  failed(failure: Failure): void;
  /** A refusal, which stays until something else is tried. */
  set(words: string): void;
  clear(): void;
}

/** Why the last action failed. What was due to the line is forgotten when the server is heard from. */
export function stillTrouble(onRecovery: OnHeard): StillTrouble {
  const words = signal<string | null>(null);
  let forget = () => {};
  const clear = () => {
    forget();
    forget = () => {};
    words.value = null;
  };
  return {
    words,
    clear,
    set(text) {
      clear();
      words.value = text;
    },
    failed(failure) {
      clear();
      words.value = failure.message;
      if (isPassing(failure)) forget = onRecovery(clear);
    },
  };
}
