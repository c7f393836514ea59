import type { Room } from "twilio-video";
import { type Instant, SECOND } from "@/lib/domain/instant.ts";
import type { Timers } from "./browser.ts";
import {
  type Level,
  levelOf,
  type Steady,
  steady,
  UNMEASURED,
} from "./line_quality.ts";
import { lineBetween, type LineCounts, lineCounts } from "./line_stats.ts";

export interface LineWatch {
  readonly room: Room;
  /**
   * `sdk`: Twilio's media server measures. `stats`: there is none between the
   * two (embedded rooms), so the browser's own statistics are read.
   */
  readonly by: "sdk" | "stats";
  readonly timers: Timers;
  readonly elapsed: () => Instant;
  /** Our own line. */
  readonly onOwn: (level: Level | null) => void;
  /** Everybody else's, by sid. */
  readonly onOthers: (levels: ReadonlyMap<string, Level>) => void;
}

const EVERY = 2 * SECOND;

/** Measures the line every two seconds and tells its level, without flicker. Returns the undo. */
export function watchLine(watch: LineWatch): () => void {
  const { room, elapsed } = watch;
  let own = UNMEASURED;
  let others = new Map<string, Steady>();
  let before: LineCounts | null = null;
  let reading = false;
  let over = false;

  function take(
    ownLevel: Level | null,
    levels: ReadonlyMap<string, Level | null>,
  ): void {
    const now = elapsed();
    own = steady(own, ownLevel, now);
    others = new Map(
      [...levels].map(([sid, level]) => [
        sid,
        steady(others.get(sid) ?? UNMEASURED, level, now),
      ]),
    );
    watch.onOwn(own.shown);
    watch.onOthers(
      new Map(
        [...others].flatMap(([sid, { shown }]) =>
          shown === null ? [] : [[sid, shown] as const]
        ),
      ),
    );
  }

  const people = () => [...room.participants.values()];

  function ask(): void {
    take(
      known(room.localParticipant.networkQualityLevel),
      new Map(people().map((one) => [one.sid, known(one.networkQualityLevel)])),
    );
  }

  async function measure(): Promise<void> {
    // Statistics of a busy browser may take longer than the next look.
    if (reading) return;
    reading = true;
    try {
      const after = lineCounts(await room.getStats(), room);
      if (over) return;
      const last = before;
      before = after;
      if (!last) return;
      take(
        levelOf(lineBetween(last.sent, after.sent, false)),
        new Map(
          people().map(({ sid }) => [
            sid,
            levelOf(
              lineBetween(
                last.received.get(sid),
                after.received.get(sid),
                true,
              ),
            ),
          ]),
        ),
      );
    } catch {
      // A connection that is just being made or closed has no statistics.
    } finally {
      reading = false;
    }
  }

  const look = watch.by === "sdk" ? ask : () => void measure();
  look();
  const stop = watch.timers.every(EVERY, look);
  return () => {
    over = true;
    stop();
  };
}

/** The SDK's level; -1 and anything else unheard of is not known. */
function known(level: number | null): Level | null {
  return level !== null && level >= 0 && level <= 5
    ? Math.trunc(level) as Level
    : null;
}
