import { isClock, isDay } from "./calendar.ts";
import { checked, type Wrong } from "./draft.ts";
import { OFFER_LIMITS as LIMITS } from "./offer_limits.ts";
import type { Outcome } from "./refusal.ts";
import type { Artist, Hours, HoursException, TimeOff } from "./studio.ts";

export interface SpanDraft {
  readonly from: string;
  readonly to: string;
}

export interface HoursDraft {
  /** `weekday` as in ISO 8601: `1` is Monday. */
  readonly hours: readonly (SpanDraft & { readonly weekday: string })[];
  readonly exceptions: readonly {
    readonly date: string;
    readonly hours: readonly SpanDraft[];
  }[];
  readonly timeOff: readonly SpanDraft[];
}

export type ArtistHours = Pick<Artist, "hours" | "exceptions" | "timeOff">;

/** What may be stored of an artist's hours, in order, or what is wrong. Hours of one day never overlap. */
export function checkHours(draft: HoursDraft): Outcome<ArtistHours> {
  const wrong: Wrong = {};
  const value = {
    hours: readWeek(wrong, draft.hours),
    exceptions: readExceptions(wrong, draft.exceptions),
    timeOff: readTimeOff(wrong, draft.timeOff),
  };
  return checked(wrong, value);
}

function readWeek(wrong: Wrong, drafts: HoursDraft["hours"]): Hours[] {
  if (drafts.length > 7 * LIMITS.spansADay) {
    wrong.hours = `Use at most ${LIMITS.spansADay} spans in a day.`;
    return [];
  }
  for (const [i, { weekday }] of drafts.entries()) {
    if (!/^[1-7]$/.test(weekday)) {
      wrong[`hours.${i}.weekday`] = "A weekday is a number from 1 to 7.";
    }
  }
  return ["1", "2", "3", "4", "5", "6", "7"].flatMap((weekday) =>
    readDay(
      wrong,
      drafts.flatMap((draft, i) =>
        draft.weekday === weekday ? [{ ...draft, path: `hours.${i}` }] : []
      ),
      "hours",
    ).map(({ from, to }) => ({
      weekday: Number(weekday) as Hours["weekday"],
      from,
      to,
    }))
  );
}

function readExceptions(
  wrong: Wrong,
  drafts: HoursDraft["exceptions"],
): HoursException[] {
  if (drafts.length > LIMITS.exceptions) {
    wrong.exceptions = `Name at most ${LIMITS.exceptions} single days.`;
    return [];
  }
  const dates = new Set<string>();
  const exceptions = drafts.map(({ date, hours }, i) => {
    const path = `exceptions.${i}`;
    if (!isDay(date)) wrong[`${path}.date`] = "Which day? This is none.";
    else if (dates.has(date)) {
      wrong[`${path}.date`] = "This day is in the list already.";
    }
    dates.add(date);
    const spans = hours.map((span, j) => ({
      ...span,
      path: `${path}.hours.${j}`,
    }));
    return { date, hours: readDay(wrong, spans, `${path}.date`) };
  });
  return exceptions.sort((a, b) => a.date < b.date ? -1 : 1);
}

function readTimeOff(wrong: Wrong, drafts: HoursDraft["timeOff"]): TimeOff[] {
  if (drafts.length > LIMITS.timeOff) {
    wrong.timeOff = `Name at most ${LIMITS.timeOff} times away.`;
    return [];
  }
  for (const [i, { from, to }] of drafts.entries()) {
    const path = `timeOff.${i}`;
    if (!isDay(from)) wrong[`${path}.from`] = "Which day? This is none.";
    if (!isDay(to)) wrong[`${path}.to`] = "Which day? This is none.";
    else if (from > to) {
      wrong[`${path}.to`] = "The last day comes before the first.";
    }
  }
  return drafts.map(({ from, to }) => ({ from, to }))
    .sort((a, b) => a.from < b.from ? -1 : 1);
}

/** One day's spans in order; those that are no times, run backwards or overlap are named. */
function readDay(
  wrong: Wrong,
  spans: readonly (SpanDraft & { readonly path: string })[],
  /** Where it is said that there are too many. */
  whole: string,
): SpanDraft[] {
  if (spans.length > LIMITS.spansADay) {
    wrong[whole] = `Use at most ${LIMITS.spansADay} spans in a day.`;
    return [];
  }
  const ordered = [...spans].sort((a, b) => a.from < b.from ? -1 : 1);
  let before: SpanDraft | null = null;
  for (const { from, to, path } of ordered) {
    if (!isClock(from)) wrong[`${path}.from`] = "Write a time as in 09:00.";
    else if (!isClock(to)) wrong[`${path}.to`] = "Write a time as in 17:30.";
    else if (from >= to) wrong[`${path}.to`] = "This ends before it begins.";
    else if (before !== null && from < before.to) {
      wrong[`${path}.from`] = `This overlaps ${before.from}–${before.to}.`;
    } else before = { from, to };
  }
  return ordered.map(({ from, to }) => ({ from, to }));
}

/** An artist's hours as a draft, to be changed. */
export function draftOfHours(artist: ArtistHours): HoursDraft {
  return {
    hours: artist.hours.map((one) => ({
      ...one,
      weekday: String(one.weekday),
    })),
    exceptions: artist.exceptions,
    timeOff: artist.timeOff,
  };
}

/** Without the days that are over: they hold nothing any more. */
export function withoutPast<
  T extends Pick<HoursDraft, "exceptions" | "timeOff">,
>(hours: T, today: string): T {
  return {
    ...hours,
    exceptions: hours.exceptions.filter((one) => one.date >= today),
    timeOff: hours.timeOff.filter((one) => one.to >= today),
  };
}
