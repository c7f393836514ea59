import { isClock, isDay } from "@/lib/domain/basic/calendar.ts";
import { type FieldErrors, validated } from "./draft.ts";
import { OFFER_LIMITS as LIMITS } from "./offer_limits.ts";
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
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

/** Returns an artist's hours in order, or the errors. Hours of one day never overlap. */
export function checkHours(draft: HoursDraft): Outcome<ArtistHours> {
  const errors: FieldErrors = {};
  const value = {
    hours: readWeek(errors, draft.hours),
    exceptions: readExceptions(errors, draft.exceptions),
    timeOff: readTimeOff(errors, draft.timeOff),
  };
  return validated(errors, value);
}

function readWeek(errors: FieldErrors, drafts: HoursDraft["hours"]): Hours[] {
  if (drafts.length > 7 * LIMITS.spansADay) {
    errors.hours = `Use at most ${LIMITS.spansADay} spans in a day.`;
    return [];
  }
  for (const [i, { weekday }] of drafts.entries()) {
    if (!/^[1-7]$/.test(weekday)) {
      errors[`hours.${i}.weekday`] = "A weekday is a number from 1 to 7.";
    }
  }
  return ["1", "2", "3", "4", "5", "6", "7"].flatMap((weekday) =>
    readDay(
      errors,
      drafts.flatMap((draft, i) =>
        draft.weekday === weekday ? [{ ...draft, path: `hours.${i}` }] : []
      ),
      { whole: "hours" },
    ).map(({ from, to }) => ({
      weekday: Number(weekday) as Hours["weekday"],
      from,
      to,
    }))
  );
}

function readExceptions(
  errors: FieldErrors,
  drafts: HoursDraft["exceptions"],
): HoursException[] {
  if (drafts.length > LIMITS.exceptions) {
    errors.exceptions = `Name at most ${LIMITS.exceptions} single days.`;
    return [];
  }
  const dates = new Set<string>();
  const exceptions = drafts.map(({ date, hours }, i) => {
    const path = `exceptions.${i}`;
    if (!isDay(date)) errors[`${path}.date`] = "Enter a valid date.";
    else if (dates.has(date)) {
      errors[`${path}.date`] = "This day is already in the list.";
    }
    dates.add(date);
    const spans = hours.map((span, j) => ({
      ...span,
      path: `${path}.hours.${j}`,
    }));
    return { date, hours: readDay(errors, spans, { whole: `${path}.date` }) };
  });
  return exceptions.sort((a, b) => a.date < b.date ? -1 : 1);
}

function readTimeOff(
  errors: FieldErrors,
  drafts: HoursDraft["timeOff"],
): TimeOff[] {
  if (drafts.length > LIMITS.timeOff) {
    errors.timeOff = `Name at most ${LIMITS.timeOff} times away.`;
    return [];
  }
  for (const [i, { from, to }] of drafts.entries()) {
    const path = `timeOff.${i}`;
    if (!isDay(from)) errors[`${path}.from`] = "Enter a valid date.";
    if (!isDay(to)) errors[`${path}.to`] = "Enter a valid date.";
    else if (from > to) {
      errors[`${path}.to`] = "The last day is before the first.";
    }
  }
  return drafts.map(({ from, to }) => ({ from, to }))
    .sort((a, b) => a.from < b.from ? -1 : 1);
}

/** One day's spans in order; reports those that are not times, end before they start, or overlap. */
function readDay(
  errors: FieldErrors,
  spans: readonly (SpanDraft & { readonly path: string })[],
  { whole }: {
    /** The field that reports too many spans. */
    readonly whole: string;
  },
): SpanDraft[] {
  if (spans.length > LIMITS.spansADay) {
    errors[whole] = `Use at most ${LIMITS.spansADay} spans in a day.`;
    return [];
  }
  const ordered = [...spans].sort((a, b) => a.from < b.from ? -1 : 1);
  let before: SpanDraft | null = null;
  for (const { from, to, path } of ordered) {
    if (!isClock(from)) errors[`${path}.from`] = "Write a time like 09:00.";
    else if (!isClock(to)) errors[`${path}.to`] = "Write a time like 17:30.";
    else if (from >= to) errors[`${path}.to`] = "This ends before it begins.";
    else if (before !== null && from < before.to) {
      errors[`${path}.from`] = `This overlaps ${before.from}–${before.to}.`;
    } else before = { from, to };
  }
  return ordered.map(({ from, to }) => ({ from, to }));
}

/** An artist's hours as a draft, to edit. */
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

/** Without past days: they have no effect any more. */
export function withoutPast<
  T extends Pick<HoursDraft, "exceptions" | "timeOff">,
>(hours: T, today: string): T {
  return {
    ...hours,
    exceptions: hours.exceptions.filter((one) => one.date >= today),
    timeOff: hours.timeOff.filter((one) => one.to >= today),
  };
}
