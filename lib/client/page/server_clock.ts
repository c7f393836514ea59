import type { Instant } from "@/lib/domain/basic/instant.ts";

/**
 * The server's clock as a page knows it. Phones are often minutes wrong, and
 * only the server judges the join window; so a page never asks the device for
 * the time, only for how much time has passed.
 */
export interface ServerClock {
  /** Takes the `now` of an answer, ISO 8601. */
  sync(serverNow: string): void;
  /** The server's time, as precisely as it is known. */
  now(): Instant;
}

/** How many answers are compared. */
const SAMPLES = 8;

/**
 * Each answer was delayed on its way, so each sample is late, and the least
 * late of the last few is the best. The clock is thus never ahead of the
 * server's by more than the server's own clocks differ.
 *
 * @param elapsed milliseconds since any fixed moment, never running backwards
 */
export function serverClock(
  first: string,
  elapsed: () => number = () => performance.now(),
): ServerClock {
  const offsets: number[] = [];
  const clock: ServerClock = {
    sync(serverNow) {
      const at = Date.parse(serverNow);
      if (Number.isNaN(at)) return;
      offsets.push(at - elapsed());
      if (offsets.length > SAMPLES) offsets.shift();
    },
    now: () => Math.max(...offsets) + elapsed(),
  };
  clock.sync(first);
  return clock;
}
