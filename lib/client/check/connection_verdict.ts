import type { Reach } from "./find_reach.ts";

/**
 * What a connection is good for, in the words that a person needs. `sends_…`:
 * the others see them worse than they see the others. `detour`: the call gets
 * out only by a relay over TCP, which repeats what is lost, and so stops.
 */
export type ConnectionVerdict =
  | "good"
  | "slow"
  | "sends_slowly"
  | "weak"
  | "sends_weakly"
  | "detour"
  | "blocked"
  | "offline";

/** What one test measured. */
export interface ConnectionMeasures {
  /** How long each answer took, in milliseconds; null if none came. */
  readonly roundTrips: readonly (number | null)[];
  /** How fast a file arrived, in kilobits a second; null if that was not measured. */
  readonly downKbps: number | null;
  /** How fast bytes were sent, in kilobits a second; null if that was not measured. */
  readonly upKbps: number | null;
  readonly reach: Reach;
  /** Whether a call also works without UDP. */
  readonly relaysOverTcp: boolean;
}

interface Limits {
  /** Of the typical answer, in milliseconds. */
  readonly roundTripMs: number;
  /** The share of answers that were late or lost. */
  readonly late: number;
  readonly downKbps: number;
  readonly upKbps: number;
}

/**
 * A round trip within the 150 ms one way that ITU-T G.114 calls good, and what
 * sharp video takes. A file as small as the test's shows no more than this on a
 * far server: TCP begins slowly, and upwards one round trip more is counted.
 */
const GOOD: Limits = {
  roundTripMs: 300,
  late: 0.2,
  downKbps: 1_000,
  upKbps: 700,
};
/** What is worse leaves only sound: 400 ms one way is G.114's limit, and small video takes some 300 kbit/s. */
const SLOW: Limits = {
  roundTripMs: 800,
  late: 0.4,
  downKbps: 300,
  upKbps: 250,
};

/** An answer that took longer than this is late; see `SLOW_MS` of the heartbeats. */
const LATE_MS = 1_000;

export function connectionVerdict(
  measured: ConnectionMeasures,
): ConnectionVerdict {
  if (typicalOf(measured) === null) return "offline";
  const { reach, relaysOverTcp } = measured;
  const isWithoutUdp = reach.udp === false;
  // No quality helps a call that the network forbids.
  if (!reach.canConnect || (isWithoutUdp && !relaysOverTcp)) return "blocked";
  if (!receives(SLOW, measured)) return "weak";
  if (!sends(SLOW, measured)) return "sends_weakly";
  if (isWithoutUdp) return "detour";
  if (!receives(GOOD, measured)) return "slow";
  return sends(GOOD, measured) ? "good" : "sends_slowly";
}

function receives(limits: Limits, measured: ConnectionMeasures): boolean {
  const { roundTrips, downKbps } = measured;
  const late = roundTrips.filter((ms) => ms === null || ms > LATE_MS).length;
  return typicalOf(measured)! <= limits.roundTripMs &&
    late / roundTrips.length <= limits.late &&
    (downKbps === null || downKbps >= limits.downKbps);
}

function sends(limits: Limits, { upKbps }: ConnectionMeasures): boolean {
  return upKbps === null || upKbps >= limits.upKbps;
}

/** The median of the answers that came, in milliseconds, or null if none came. */
export function typicalOf(
  { roundTrips }: Pick<ConnectionMeasures, "roundTrips">,
): number | null {
  const came = roundTrips.filter((ms) => ms !== null).sort((a, b) => a - b);
  return came[Math.floor((came.length - 1) / 2)] ?? null;
}
