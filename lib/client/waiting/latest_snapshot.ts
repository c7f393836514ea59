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

/** The states that this page can show. A newer server may have others. */
const KNOWN: Readonly<Record<WaitingSnapshot["state"], true>> = {
  requested: true,
  confirmed: true,
  live: true,
  ended: true,
  declined: true,
  expired: true,
  cancelled: true,
  no_show: true,
  erased: true,
};

function replaces(next: WaitingSnapshot, before: WaitingSnapshot): boolean {
  // What the page shows stays: above all, a call.
  if (!Object.hasOwn(KNOWN, next.state)) return false;
  // Answers and events overtake each other; only a newer snapshot replaces an
  // older one.
  const older = Date.parse(next.now) < Date.parse(before.now);
  // An end is final: a snapshot taken just before it must not bring the call back.
  const undoes = before.state === "ended" && next.state !== "ended";
  return !older && !undoes;
}
