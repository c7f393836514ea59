import {
  computed,
  effect,
  type ReadonlySignal,
  signal,
  untracked,
} from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { isPassing } from "@/lib/client/page/api.ts";
import type { Timers } from "@/lib/client/page/browser.ts";
import type { StillsAnswer, WaitingSnapshot } from "@/lib/wire/wire.ts";
import type { StillsApi } from "./stills_api.ts";

const AGAIN = 3 * SECOND;

export interface LatestStills {
  /** Null before anything was asked for or sent. */
  readonly now: ReadonlySignal<StillsAnswer | null>;
  /** An answer to something that this page has sent. */
  take(answer: StillsAnswer): void;
  stop(): void;
}

/**
 * The newest list that an answer brought, whichever came first: answers are
 * numbered like the snapshot's changes, and the list is asked for while it is
 * behind them.
 */
export function latestStills({ api, snapshot, timers }: {
  readonly api: Pick<StillsApi, "list">;
  readonly snapshot: ReadonlySignal<Pick<WaitingSnapshot, "exchange">>;
  readonly timers: Pick<Timers, "after">;
}): LatestStills {
  const now = signal<StillsAnswer | null>(null);
  const changes = computed(() => snapshot.value.exchange.stills);
  let asking = false;
  let stopped = false;
  let stopWaiting = () => {};
  const isBehind = () => changes.peek() > (now.peek()?.count ?? 0);

  function take(answer: StillsAnswer): void {
    if (answer.count >= (now.peek()?.count ?? 0)) now.value = answer;
  }

  async function ask(): Promise<void> {
    stopWaiting();
    if (asking || stopped || !isBehind()) return;
    asking = true;
    const wanted = changes.peek();
    const answer = await api.list();
    asking = false;
    if (stopped) return;
    if (answer.ok) take(answer.value);
    // Something has changed while the answer was on its way.
    if (changes.peek() > wanted) return await ask();
    if (isBehind() && (answer.ok || isPassing(answer))) {
      stopWaiting = timers.after(AGAIN, () => void ask());
    }
  }

  const unfollow = effect(() => {
    void changes.value;
    untracked(() => void ask());
  });
  return {
    now,
    take,
    stop() {
      stopped = true;
      stopWaiting();
      unfollow();
    },
  };
}
