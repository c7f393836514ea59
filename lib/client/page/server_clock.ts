import type { Instant } from "@/lib/domain/instant.ts";

/**
 * The server's clock as a page knows it. Phones are often minutes wrong, and
 * the join window is judged by the server alone; so a page never asks the
 * device what time it is, only how much time has passed.
 */
export interface ServerClock {
  /** Takes in the `now` of an answer, ISO 8601. */
  heard(serverNow: string): void;
  /** The server's time, as well as it is known. */
  now(): Instant;
}

/** How many answers are compared. */
const SAMPLES = 8;

/**
 * Each answer was older by its journey when it arrived, so each sample is late,
 * and the least late of the last few is the best. The clock is thus never ahead
 * of the server's by more than the server's own clocks differ.
 *
 * @param elapsed milliseconds from any fixed moment, never running backwards
 */
export function serverClock(
  first: string,
  elapsed: () => number = () => performance.now(),
): ServerClock {
  const offsets: number[] = [];
  const clock: ServerClock = {
    heard(serverNow) {
      const at = Date.parse(serverNow);
      if (Number.isNaN(at)) return;
      offsets.push(at - elapsed());
      if (offsets.length > SAMPLES) offsets.shift();
    },
    now: () => Math.max(...offsets) + elapsed(),
  };
  clock.heard(first);
  return clock;
}
