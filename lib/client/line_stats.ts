import type { Room, StatsReport } from "twilio-video";
import type { Line } from "./line_quality.ts";

/** Counters of one direction, as they stand: they only grow. */
export interface Counters {
  readonly packets: number;
  readonly lost: number;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
}

/** All directions of a call at one moment. */
export interface LineCounts {
  /** What we send, as the other side reports it. */
  readonly sent: Counters | null;
  /** What arrives, by the participant's sid. */
  readonly received: ReadonlyMap<string, Counters>;
}

interface Seen {
  readonly packets: number | null;
  readonly packetsLost: number | null;
  readonly roundTripTime?: number | null;
  readonly jitter?: number | null;
}

/** Adds up the SDK's statistics (`room.getStats()`, one report for each PeerConnection). */
export function lineCounts(
  reports: readonly StatsReport[],
  room: Pick<Room, "participants">,
): LineCounts {
  const owners = new Map(
    [...room.participants.values()].flatMap((person) =>
      [...person.tracks.keys()].map((track) => [track, person.sid] as const)
    ),
  );
  const sent: Seen[] = [];
  const received = new Map<string, Seen[]>();
  for (const report of reports) {
    for (
      const track of [
        ...report.localAudioTrackStats,
        ...report.localVideoTrackStats,
      ]
    ) {
      sent.push({ ...pick(track), packets: track.packetsSent });
    }
    for (
      const track of [
        ...report.remoteAudioTrackStats,
        ...report.remoteVideoTrackStats,
      ]
    ) {
      const owner = owners.get(track.trackSid);
      if (owner === undefined) continue;
      if (!received.has(owner)) received.set(owner, []);
      received.get(owner)!.push({
        ...pick(track),
        packets: track.packetsReceived,
      });
    }
  }
  return {
    sent: sum(sent),
    received: new Map(
      [...received].flatMap(([owner, seen]) => {
        const counters = sum(seen);
        return counters ? [[owner, counters] as const] : [];
      }),
    ),
  };
}

/**
 * What a direction did between two looks.
 *
 * @param incoming sound is never paused, so a stretch in which nothing at all arrived is a broken line
 */
export function lineBetween(
  before: Counters | undefined | null,
  after: Counters | undefined | null,
  incoming: boolean,
): Line {
  if (!before || !after || after.packets < before.packets) return NOTHING;
  const packets = after.packets - before.packets;
  const lost = Math.max(0, after.lost - before.lost);
  if (packets === 0) return incoming ? { ...NOTHING, loss: 1 } : NOTHING;
  return {
    loss: incoming ? lost / (packets + lost) : Math.min(1, lost / packets),
    rttMs: after.rttMs,
    jitterMs: after.jitterMs,
  };
}

const NOTHING: Line = { loss: null, rttMs: null, jitterMs: null };

function pick(track: object): Seen {
  return track as Seen;
}

function sum(seen: readonly Seen[]): Counters | null {
  if (seen.length === 0) return null;
  const add = (of: "packets" | "packetsLost") =>
    seen.reduce((total, one) => total + (one[of] ?? 0), 0);
  return {
    packets: add("packets"),
    lost: add("packetsLost"),
    rttMs: largest(seen.map((one) => one.roundTripTime)),
    jitterMs: largest(seen.map((one) => one.jitter)),
  };
}

function largest(values: readonly (number | null | undefined)[]) {
  const known = values.filter((value) => typeof value === "number");
  return known.length === 0 ? null : Math.max(...known);
}
