import { SECOND } from "@/lib/domain/basic/instant.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

export interface BodyLimits {
  /** Bytes of all bodies that requests under way have sent so far. */
  readonly inFlight: number;
  /** Bytes from which a body is heavy: of those, each peer has one at a time. */
  readonly heavy: number;
  /** Heavy bodies of one peer that may wait for their turn, and how long, in milliseconds. */
  readonly waiting: number;
  readonly waitMs: number;
  /**
   * A body must have arrived after `graceMs`, plus the time that its bytes take
   * at this rate (bytes per second): slower than any network that can hold a
   * call, and too fast for one that never gives its place back.
   */
  readonly graceMs: number;
  readonly slowest: number;
  /** Milliseconds between two checks of that. */
  readonly checkMs: number;
}

export const BODY_LIMITS: BodyLimits = {
  // Two forms with six large photos each. Processing a photo takes two more
  // copies of it, one photo at a time.
  inFlight: 64 * MIB,
  heavy: 128 * KIB,
  waiting: 8,
  waitMs: 20 * SECOND,
  graceMs: 20 * SECOND,
  slowest: 16 * KIB,
  checkMs: SECOND,
};
