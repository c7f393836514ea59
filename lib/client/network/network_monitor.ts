import type { Room } from "twilio-video";
import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import type { Timers } from "@/lib/client/page/browser.ts";
import {
  type NetworkQualityLevel,
  type SmoothedLevel,
  smoothLevel,
  UNMEASURED,
} from "./network_quality.ts";
import {
  type Levels,
  levelsBySdk,
  statisticsReader,
} from "./network_readings.ts";

export interface NetworkMonitorOptions {
  readonly room: Room;
  /**
   * `sdk`: Twilio's media server measures. `stats`: there is none (embedded
   * rooms), so the browser's own statistics are read.
   */
  readonly by: "sdk" | "stats";
  readonly timers: Timers;
  readonly elapsed: () => Instant;
  /** Our own connection, for display. */
  readonly onOwn: (level: NetworkQualityLevel | null) => void;
  /** Everyone else's, by sid, for display. */
  readonly onOthers: (levels: ReadonlyMap<string, NetworkQualityLevel>) => void;
  /**
   * For decisions: our own connection, or what arrives from the other party.
   * Called with every new measurement, and with null once the last one has
   * expired. A sample without measurement is not reported.
   */
  readonly onNews: (
    of: "own" | "other",
    level: NetworkQualityLevel | null,
  ) => void;
}

const EVERY = 2 * SECOND;

/** Measures the connection every two seconds and reports its level, smoothed. Returns the undo. */
export function monitorNetwork(watch: NetworkMonitorOptions): () => void {
  const { room, timers } = watch;
  const take = steadyLevels(watch);
  if (watch.by === "sdk") {
    const look = () => take(levelsBySdk(room));
    look();
    return timers.every(EVERY, look);
  }
  const read = statisticsReader(watch);
  let over = false;
  const look = async () => {
    const levels = await read();
    if (levels && !over) take(levels);
  };
  void look();
  const stop = timers.every(EVERY, () => void look());
  return () => {
    over = true;
    stop();
  };
}

/** Smooths the levels and reports them. */
function steadyLevels(
  { elapsed, onOwn, onOthers, onNews }: NetworkMonitorOptions,
): (seen: Levels) => void {
  let own = UNMEASURED;
  let other = UNMEASURED;
  let others = new Map<string, SmoothedLevel>();
  return (seen) => {
    const now = elapsed();
    own = smoothLevel(own, { level: seen.own, now });
    other = smoothLevel(other, { level: seen.other, now });
    others = new Map(
      [...seen.others].map(([sid, level]) => [
        sid,
        smoothLevel(others.get(sid) ?? UNMEASURED, { level, now }),
      ]),
    );
    onOwn(own.shown);
    onOthers(known(others));
    if (seen.own !== null || own.shown === null) onNews("own", own.shown);
    if (seen.other !== null || other.shown === null) {
      onNews("other", other.shown);
    }
  };
}

function known(
  others: ReadonlyMap<string, SmoothedLevel>,
): ReadonlyMap<string, NetworkQualityLevel> {
  return new Map(
    [...others].flatMap(([sid, { shown }]) =>
      shown === null ? [] : [[sid, shown] as const]
    ),
  );
}
