import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { Clock } from "@/lib/ports/mod.ts";

/** A clock that stands still until it is advanced. */
export class FakeClock implements Clock {
  #now: Instant;

  /** An instant or ISO 8601; by default a Sunday afternoon in November. */
  constructor(at: Instant | string = "2026-11-22T16:00:00Z") {
    this.#now = instantOf(at);
  }

  now(): Instant {
    return this.#now;
  }

  set(at: Instant | string): void {
    this.#now = instantOf(at);
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

function instantOf(at: Instant | string): Instant {
  const instant = typeof at === "string" ? Date.parse(at) : at;
  if (!Number.isSafeInteger(instant)) throw new RangeError(`no instant: ${at}`);
  return instant;
}
