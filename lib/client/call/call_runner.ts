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
  /** Applies an event; ignored after `stop`. */
  send(event: CallEvent): void;
  isStopped(): boolean;
  stop(): void;
}

const SHOW_RESTORED = 3 * SECOND;

export function callRunner({ elapsed, timers, perform, onOver }: {
  readonly elapsed: () => number;
  readonly timers: Timers;
  readonly perform: (effect: CallEffect) => void;
  /** The call has ended, or another tab has it. */
  readonly onOver: () => void;
}): CallRunner {
  const state = signal<CallState>(IDLE);
  const restored = signal(false);
  const stops = cleanups();
  let stopped = false;

  function showRestored(): void {
    restored.value = true;
    stops.add(timers.after(SHOW_RESTORED, () => restored.value = false));
  }

  return {
    state,
    restored,
    send(event) {
      if (stopped) return;
      const { next, effects } = step(state.value, event, {
        now: elapsed(),
        random: timers.random(),
      });
      if (next.is === "connected" && wasLost(state.value)) showRestored();
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
