/** Snapshots of the waiting room for tests: each test sets the fields that it is about. */
import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { CONFIRMED } from "@/gallery/live/snapshot.ts";

export const T0 = Date.parse("2026-11-22T17:00:00Z");

/** A confirmed consultation that begins in five minutes and can be joined now, before anyone has arrived. */
export function aSnapshot(
  change: Partial<WaitingSnapshot> = {},
  now = T0,
): WaitingSnapshot {
  return {
    ...CONFIRMED,
    id: "a".repeat(26),
    opensAt: iso(now - 5 * MINUTE),
    closesAt: iso(now + 50 * MINUTE),
    startsAt: iso(now + 5 * MINUTE),
    endsAt: iso(now + 35 * MINUTE),
    now: iso(now),
    ...change,
  };
}
