import type { Room } from "twilio-video";
import { type Instant, SECOND } from "@/lib/domain/instant.ts";
import type { Timers } from "./browser.ts";
import {
  LAPSES_AFTER,
  type Level,
  levelOf,
  type Steady,
  steady,
  UNMEASURED,
} from "./line_quality.ts";
import {
  isSilence,
  type LineCounts,
  lineCounts,
  lineIn,
  lineOut,
  type Reported,
} from "./line_stats.ts";
import { isParty } from "./remote_people.ts";

export interface LineWatch {
  readonly room: Room;
  /**
   * `sdk`: Twilio's media server measures. `stats`: there is none between the
   * two (embedded rooms), so the browser's own statistics are read.
   */
  readonly by: "sdk" | "stats";
  readonly timers: Timers;
  readonly elapsed: () => Instant;
  /** Our own line, to be shown. */
  readonly onOwn: (level: Level | null) => void;
  /** Everybody else's, by sid, to be shown. */
  readonly onOthers: (levels: ReadonlyMap<string, Level>) => void;
  /**
   * To be acted on: our own line, or what arrives of the other of the two. Told
   * with every new measure, and null once the last one is too old. A look that
   * measured nothing is no news.
   */
  readonly onNews: (of: "own" | "other", level: Level | null) => void;
}

const EVERY = 2 * SECOND;
/** How far back a measure may reach where few packets come. */
const LOOKS = 6;

/** Measures the line every two seconds and tells its level, without flicker. Returns the undo. */
export function watchLine(watch: LineWatch): () => void {
  const { room, elapsed } = watch;
  let own = UNMEASURED;
  let other = UNMEASURED;
  let others = new Map<string, Steady>();
  let looks: LineCounts[] = [];
  let reported: Reported = new Map();
  let reading = false;
  let over = false;

  const people = () => [...room.participants.values()];

  function take(
    ownLevel: Level | null,
    levels: ReadonlyMap<string, Level | null>,
    otherLevel: Level | null,
  ): void {
    const now = elapsed();
    own = steady(own, ownLevel, now);
    other = steady(other, otherLevel, now);
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
    if (ownLevel !== null || own.shown === null) {
      watch.onNews("own", own.shown);
    }
    if (otherLevel !== null || other.shown === null) {
      watch.onNews("other", other.shown);
    }
  }

  function ask(): void {
    const levels = new Map(
      people().map((one) => [one.sid, known(one.networkQualityLevel)]),
    );
    const party = people().find(isParty);
    take(
      known(room.localParticipant.networkQualityLevel),
      levels,
      party ? levels.get(party.sid)! : null,
    );
  }

  async function measure(): Promise<void> {
    // Statistics of a busy browser may take longer than the next look.
    if (reading) return;
    reading = true;
    try {
      const counts = lineCounts(await room.getStats(), room);
      if (over) return;
      looks = [...looks, counts].slice(-LOOKS);
      const out = lineOut(reported, counts.sent, elapsed(), LAPSES_AFTER);
      reported = out.reported;
      const lines = new Map(
        people().map(({ sid }) => [
          sid,
          lineIn(looks.map(({ received }) => received.get(sid))),
        ]),
      );
      const party = people().find(isParty);
      const arrives = party && lines.get(party.sid)!;
      take(
        levelOf(out.line),
        new Map([...lines].map(([sid, line]) => [sid, levelOf(line)])),
        arrives && !isSilence(arrives) ? levelOf(arrives) : null,
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
