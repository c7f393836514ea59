import { type ReadonlySignal, signal } from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Timers } from "@/lib/client/page/browser.ts";
import {
  type ConnectionMeasures,
  type ConnectionVerdict,
  connectionVerdict,
} from "./connection_verdict.ts";

/** Nobody learns more from the next test than from the last one, and each costs some data. */
const AGAIN_AFTER = 10 * SECOND;

/** `null`: not tested yet. */
export type ConnectionCheckState = "running" | ConnectionVerdict | null;

export interface ConnectionCheck {
  readonly state: ReadonlySignal<ConnectionCheckState>;
  /** Whether a test may begin now. */
  readonly mayRun: ReadonlySignal<boolean>;
  /** Does nothing while it may not. */
  run(): Promise<void>;
}

export function connectionCheck({ measure, timers }: {
  readonly measure: () => Promise<ConnectionMeasures>;
  readonly timers: Pick<Timers, "after">;
}): ConnectionCheck {
  const state = signal<ConnectionCheckState>(null);
  const mayRun = signal(true);
  return {
    state,
    mayRun,
    async run() {
      if (!mayRun.value) return;
      mayRun.value = false;
      state.value = "running";
      state.value = connectionVerdict(await measure());
      timers.after(AGAIN_AFTER, () => void (mayRun.value = true));
    },
  };
}
