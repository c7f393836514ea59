import type { Room } from "twilio-video";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { isParty } from "@/lib/client/call/remote_participants.ts";
import {
  EXPIRES_AFTER,
  type NetworkQualityLevel,
  qualityLevelOf,
} from "./network_quality.ts";
import {
  isSilence,
  type NetworkCounters,
  networkCounters,
  receivedSample,
  type Reported,
  sentSample,
} from "./network_stats.ts";

/** One measurement; null means not measured. */
export interface Levels {
  readonly own: NetworkQualityLevel | null;
  /** The other party. */
  readonly other: NetworkQualityLevel | null;
  /** All other participants, by sid. */
  readonly others: ReadonlyMap<string, NetworkQualityLevel | null>;
}

/** How many samples a measurement may span when few packets arrive. */
const LOOKS = 6;

/** Reads the levels that Twilio's media server measured. */
export function levelsBySdk(room: Room): Levels {
  const others = new Map(
    participants(room).map((one) => [one.sid, known(one.networkQualityLevel)]),
  );
  const party = participants(room).find(isParty);
  return {
    own: known(room.localParticipant.networkQualityLevel),
    other: party ? others.get(party.sid)! : null,
    others,
  };
}

/** Returns a reader of the browser's statistics. It answers null if there are none, or while another read is pending. */
export function statisticsReader({ room, elapsed }: {
  readonly room: Room;
  readonly elapsed: () => Instant;
}): () => Promise<Levels | null> {
  let looks: NetworkCounters[] = [];
  let reported: Reported = new Map();
  let reading = false;

  function levels(counts: NetworkCounters): Levels {
    looks = [...looks, counts].slice(-LOOKS);
    const out = sentSample(reported, {
      sent: counts.sent,
      now: elapsed(),
      fresh: EXPIRES_AFTER,
    });
    reported = out.reported;
    const lines = new Map(
      participants(room).map(({ sid }) => [
        sid,
        receivedSample(looks.map(({ received }) => received.get(sid))),
      ]),
    );
    const party = participants(room).find(isParty);
    const arrives = party && lines.get(party.sid)!;
    return {
      own: qualityLevelOf(out.line),
      other: arrives && !isSilence(arrives) ? qualityLevelOf(arrives) : null,
      others: new Map(
        [...lines].map(([sid, line]) => [sid, qualityLevelOf(line)]),
      ),
    };
  }

  return async () => {
    // In a busy browser, statistics may take longer than the interval.
    if (reading) return null;
    reading = true;
    try {
      return levels(networkCounters(await room.getStats(), room));
    } catch {
      // A connection that is just being created or closed has no statistics.
      return null;
    } finally {
      reading = false;
    }
  };
}

function participants(room: Room) {
  return [...room.participants.values()];
}

/** The SDK's level; -1 and unexpected values count as unknown. */
function known(level: number | null): NetworkQualityLevel | null {
  return level !== null && level >= 0 && level <= 5
    ? Math.trunc(level) as NetworkQualityLevel
    : null;
}
