import type { Room, StatsReport } from "twilio-video";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { NetworkSample } from "./network_quality.ts";

/** Counters of one stream; they only increase. */
export interface Counters {
  readonly packets: number;
  readonly lost: number;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
}

/** By the stream's SSRC: a track that is published again is a new stream. */
export type Streams = ReadonlyMap<string, Counters>;

/** All directions of a call at one moment. */
export interface NetworkCounters {
  /** What we send; its loss as of the other side's last report. */
  readonly sent: Streams;
  /** What we receive, by the participant's sid. */
  readonly received: ReadonlyMap<string, Streams>;
}

/**
 * With fewer packets, a single lost one would count as a bad connection.
 * Silence sends one per 400 ms (Opus DTX).
 */
export const MIN_PACKETS = 20;

const UNKNOWN: NetworkSample = { loss: null, rttMs: null, jitterMs: null };

interface Seen {
  readonly ssrc?: string;
  readonly trackSid?: string;
  readonly packetsLost: number | null;
  readonly roundTripTime?: number | null;
  readonly jitter?: number | null;
}

/** Reads the SDK's statistics (`room.getStats()`, one report for each PeerConnection). */
export function networkCounters(
  reports: readonly StatsReport[],
  room: Pick<Room, "participants">,
): NetworkCounters {
  const owners = new Map(
    [...room.participants.values()].flatMap((person) =>
      [...person.tracks.keys()].map((track) => [track, person.sid] as const)
    ),
  );
  const sent = new Map<string, Counters>();
  const received = new Map<string, Map<string, Counters>>();
  for (const report of reports) {
    const key = ({ ssrc, trackSid }: Seen) =>
      `${report.peerConnectionId} ${ssrc ?? trackSid}`;
    for (
      const track of [
        ...report.localAudioTrackStats,
        ...report.localVideoTrackStats,
      ]
    ) {
      sent.set(key(pick(track)), counters(track, track.packetsSent));
    }
    for (
      const track of [
        ...report.remoteAudioTrackStats,
        ...report.remoteVideoTrackStats,
      ]
    ) {
      const owner = owners.get(track.trackSid);
      if (owner === undefined) continue;
      if (!received.has(owner)) received.set(owner, new Map());
      received.get(owner)!
        .set(key(pick(track)), counters(track, track.packetsReceived));
    }
  }
  return { sent, received };
}

/**
 * What was received over the shortest interval up to now in which enough
 * packets were expected. Audio is never paused: if nothing arrived since the
 * last sample, all of it is lost.
 *
 * @param looks samples of one person's streams, newest last
 */
export function receivedSample(
  looks: readonly (Streams | undefined)[],
): NetworkSample {
  const now = looks.at(-1);
  if (!now) return UNKNOWN;
  for (let i = looks.length - 2; i >= 0; i--) {
    const then = looks[i];
    const both = [...now].flatMap(([key, after]) => {
      const before = then?.get(key);
      return before && after.packets >= before.packets
        ? [{
          packets: after.packets - before.packets,
          lost: after.lost - before.lost,
        }]
        : [];
    });
    if (both.length === 0) return UNKNOWN;
    const packets = total(both, "packets");
    const lost = Math.max(0, total(both, "lost"));
    if (packets === 0) return { ...UNKNOWN, loss: 1 };
    if (packets + lost >= MIN_PACKETS) {
      return traits(lost / (packets + lost), [...now.values()]);
    }
  }
  return UNKNOWN;
}

/** Nothing arrived at all: the other page may be asleep, and no connection was measured. */
export function isSilence({ loss }: NetworkSample): boolean {
  return loss === 1;
}

/** What the other side has reported about our streams. */
export type Reported = ReadonlyMap<string, {
  /** The state when the last report was seen. */
  readonly at: Instant;
  readonly counters: Counters;
  /** What was sent, and lost, between the last report and the one before it. */
  readonly between: { readonly packets: number; readonly lost: number } | null;
}>;

/**
 * What we send, as the other side reports it. Reports come late: every second
 * for video, but up to eight seconds apart for audio (Chromium's interval is
 * five, plus or minus half: RFC 3550, 6.2). A sample between two of them shows
 * packets sent and none lost, so it measures nothing; loss is counted from
 * report to report, for each stream separately.
 */
export function sentSample(before: Reported, { sent, now, fresh }: {
  readonly sent: Streams;
  readonly now: Instant;
  /** The oldest report that still counts beside a newer one of another stream, in milliseconds. */
  readonly fresh: number;
}): { readonly reported: Reported; readonly line: NetworkSample } {
  let news = false;
  const reported: Reported = new Map(
    [...sent].map(([key, counters]) => {
      const last = before.get(key);
      if (!last || counters.packets < last.counters.packets) {
        return [key, { at: now, counters, between: null }];
      }
      const packets = counters.packets - last.counters.packets;
      if (!isReport(last.counters, counters) || packets < MIN_PACKETS) {
        return [key, last];
      }
      news = true;
      const lost = Math.max(0, counters.lost - last.counters.lost);
      return [key, { at: now, counters, between: { packets, lost } }];
    }),
  );
  if (!news) return { reported, line: UNKNOWN };
  const told = [...reported.values()].filter(({ at }) => now - at <= fresh);
  const stretches = told.flatMap(({ between }) => between ?? []);
  const loss = total(stretches, "lost") / total(stretches, "packets");
  return {
    reported,
    line: traits(Math.min(1, loss), told.map(({ counters }) => counters)),
  };
}

/**
 * A report has no number of its own in the SDK's statistics; it always changes
 * one of these, or nothing.
 */
function isReport(before: Counters, after: Counters): boolean {
  return before.lost !== after.lost || before.rttMs !== after.rttMs ||
    before.jitterMs !== after.jitterMs;
}

function traits(loss: number, streams: readonly Counters[]): NetworkSample {
  return {
    loss,
    rttMs: largest(streams.map(({ rttMs }) => rttMs)),
    jitterMs: largest(streams.map(({ jitterMs }) => jitterMs)),
  };
}

function pick(track: object): Seen {
  return track as Seen;
}

function counters(track: object, packets: number | null): Counters {
  const { packetsLost, roundTripTime, jitter } = pick(track);
  return {
    packets: packets ?? 0,
    lost: packetsLost ?? 0,
    rttMs: roundTripTime ?? null,
    jitterMs: jitter ?? null,
  };
}

function total<K extends string>(
  list: readonly Readonly<Record<K, number>>[],
  of: K,
): number {
  return list.reduce((sum, one) => sum + one[of], 0);
}

function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
