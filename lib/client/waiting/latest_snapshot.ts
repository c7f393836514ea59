import { type ReadonlySignal, signal } from "@preact/signals";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { serverClock } from "@/lib/client/page/server_clock.ts";

/** The page's newest snapshot and its estimate of the server's time. */
export interface LatestSnapshot {
  readonly snapshot: ReadonlySignal<WaitingSnapshot>;
  readonly now: ReadonlySignal<Instant>;
  take(next: WaitingSnapshot): void;
  /** Applies an answer that says that the consultation is over. */
  end(sessionEndedAt: string | null): void;
  /** Updates `now`. */
  tick(): void;
}

export function latestSnapshot(
  first: WaitingSnapshot,
  elapsed: () => number,
): LatestSnapshot {
  const clock = serverClock(first.now, elapsed);
  const snapshot = signal(first);
  const now = signal(clock.now());
  const tick = () => {
    now.value = clock.now();
  };
  return {
    snapshot,
    now,
    take(next) {
      clock.sync(next.now);
      tick();
      if (replaces(next, snapshot.peek())) snapshot.value = next;
    },
    end(sessionEndedAt) {
      if (snapshot.value.state === "ended") return;
      snapshot.value = { ...snapshot.value, state: "ended", sessionEndedAt };
    },
    tick,
  };
}

/**
 * How far a consultation is in each state that this page can show; it never goes
 * back (`lib/domain/consultation/transition.ts`). A newer server may have others.
 */
const STAGE: Readonly<Record<WaitingSnapshot["state"], number>> = {
  requested: 0,
  confirmed: 1,
  live: 2,
  ended: 3,
  declined: 3,
  expired: 3,
  cancelled: 3,
  no_show: 3,
  erased: 4,
};

function replaces(next: WaitingSnapshot, before: WaitingSnapshot): boolean {
  // What the page shows stays: above all, a call.
  if (!Object.hasOwn(STAGE, next.state)) return false;
  // Answers and events overtake each other; only a newer snapshot replaces an
  // older one.
  const older = Date.parse(next.now) < Date.parse(before.now);
  // The answer to a heartbeat has read the record before its time was taken: one
  // from before the start must not close the call, nor one from before the end
  // bring it back.
  const undoes = STAGE[next.state] < STAGE[before.state];
  return !older && !undoes;
}
