import { type ReadonlySignal, signal } from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { cleanups, type Timers } from "@/lib/client/page/browser.ts";
import {
  type CallEffect,
  type CallEvent,
  type CallState,
  IDLE,
  step,
} from "./call_machine.ts";

/** Runs the state machine of `call_machine.ts`. */
export interface CallRunner {
  readonly state: ReadonlySignal<CallState>;
  /** True for a moment after a lost connection is restored. */
  readonly restored: ReadonlySignal<boolean>;
  /**
   * Whether the first seconds of the connection are over, or no connection comes:
   * what nobody needs for the first picture loads from then on.
   */
  readonly settled: ReadonlySignal<boolean>;
  /** Applies an event; ignored after `stop`. */
  send(event: CallEvent): void;
  isStopped(): boolean;
  stop(): void;
}

const SHOW_RESTORED = 3 * SECOND;
/** For the first picture, which comes soon after the connection. */
const SETTLES_AFTER = 2 * SECOND;

export function callRunner({ elapsed, timers, perform, onOver }: {
  readonly elapsed: () => number;
  readonly timers: Timers;
  readonly perform: (effect: CallEffect) => void;
  /** The call has ended, or another tab has it. */
  readonly onOver: () => void;
}): CallRunner {
  const state = signal<CallState>(IDLE);
  const restored = signal(false);
  const settled = signal(false);
  const stops = cleanups();
  let stopped = false;

  function showRestored(): void {
    restored.value = true;
    stops.add(timers.after(SHOW_RESTORED, () => restored.value = false));
  }

  function settle(after: number): void {
    if (settled.value) return;
    stops.add(timers.after(after, () => settled.value = true));
  }

  return {
    state,
    restored,
    settled,
    send(event) {
      if (stopped) return;
      const { next, effects } = step(state.value, event, {
        now: elapsed(),
        random: timers.random(),
      });
      if (next.is === "connected" && wasLost(state.value)) showRestored();
      if (next.is === "connected") settle(SETTLES_AFTER);
      if (next.is === "rejoining" || next.is === "failed") settle(0);
      state.value = next;
      for (const effect of effects) perform(effect);
      if (next.is === "ended" || next.is === "elsewhere") onOver();
    },
    isStopped: () => stopped,
    stop() {
      stopped = true;
      stops.run();
    },
  };
}

/** Returns whether a connection after this state counts as restored. */
function wasLost(state: CallState): boolean {
  return state.is === "reconnecting" ||
    state.is === "joining" && state.tries > 0;
}
