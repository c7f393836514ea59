import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import type { Timers } from "@/lib/client/page/browser.ts";
import {
  type CaptureProblems,
  type InterruptionEffect,
  type InterruptionEvent,
  type InterruptionState,
  isInterrupted,
  noInterruption,
  type ShownInterruption,
  shownInterruption,
  stepInterruption,
} from "./interruption.ts";

/** What a page plays of the other person, and its own AudioContext. */
export interface Stage {
  /**
   * Resumes and plays everything. Inside a tap it must be called before any
   * await. False if something needs another tap.
   */
  play(): Promise<boolean>;
}

export type Recovered =
  | { readonly ok: true }
  | { readonly ok: false; readonly problems: CaptureProblems };

/** Runs the machine of `interruption.ts`. */
export interface Interruptions {
  readonly state: ReadonlySignal<InterruptionState>;
  /** What the page says about it, or null. */
  readonly shown: ReadonlySignal<ShownInterruption | null>;
  /** Whether the other person is told. */
  readonly interrupted: ReadonlySignal<boolean>;
  send(event: InterruptionEvent): void;
  /** Plays this with every recovery. Returns the undo. */
  show(stage: Stage): () => void;
  /** Restores sound and picture. Call it inside a tap. */
  restore(): Promise<void>;
  /** Forgets everything and stops waiting. */
  reset(): void;
}

/** For captures that never settle. */
const RECOVER_WITHIN = 15 * SECOND;

export function interruptions({ isPhone, timers, elapsed, recover }: {
  readonly isPhone: boolean;
  readonly timers: Pick<Timers, "after">;
  readonly elapsed: () => number;
  /** Captures these again, in place. */
  readonly recover: (kinds: readonly Kind[]) => Promise<Recovered>;
}): Interruptions {
  const state = signal(noInterruption(isPhone));
  let stage: Stage | null = null;
  let stopWait: (() => void) | null = null;
  /** The attempt in progress; an older one's result is ignored. */
  let attempt: Promise<void> | null = null;

  function send(event: InterruptionEvent): void {
    const before = state.peek();
    const { next, effects } = stepInterruption(before, event, elapsed());
    if (next.phase !== before.phase) cancelWait();
    state.value = next;
    for (const effect of effects) perform(effect);
  }

  function cancelWait(): void {
    stopWait?.();
    stopWait = null;
  }

  function perform(effect: InterruptionEffect): void {
    switch (effect.do) {
      case "wait":
        stopWait ??= timers.after(effect.ms, () => {
          stopWait = null;
          send({ type: "time" });
        });
        return;
      case "play":
        return void play().then((playing) => {
          if (playing) send({ type: "playing" });
        });
      case "recover":
        attempt = run(effect.kinds);
    }
  }

  /** One at a time: the machine waits for the result of each. */
  async function run(kinds: readonly Kind[]): Promise<void> {
    // Before any await: afterwards it would no longer be inside the tap.
    void play();
    const late = timeout(kinds);
    const result = await Promise.race([recover(kinds), late.over]);
    late.cancel();
    const playing = await play();
    if (state.peek().phase !== "recovering") return;
    send(
      result.ok
        ? { type: "done", playing }
        : { type: "failed", problems: result.problems },
    );
  }

  function timeout(
    kinds: readonly Kind[],
  ): { over: Promise<Recovered>; cancel: () => void } {
    const { promise, resolve } = Promise.withResolvers<Recovered>();
    const problems: CaptureProblems = Object.fromEntries(
      kinds.map((kind) => [kind, "unknown"]),
    );
    const cancel = timers.after(
      RECOVER_WITHIN,
      () => resolve({ ok: false, problems }),
    );
    return { over: promise, cancel };
  }

  function play(): Promise<boolean> {
    return stage?.play() ?? Promise.resolve(true);
  }

  return {
    state,
    shown: computed(() => shownInterruption(state.value)),
    interrupted: computed(() => isInterrupted(state.value)),
    send,
    show(next) {
      stage = next;
      return () => {
        if (stage === next) stage = null;
      };
    },
    async restore() {
      send({ type: "tapped" });
      await attempt;
    },
    reset() {
      send({ type: "released" });
      cancelWait();
    },
  };
}
