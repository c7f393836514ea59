import { expect } from "expect";
import fc from "fast-check";
import {
  checkHours,
  draftOfHours,
  type HoursDraft,
  withoutPast,
} from "@/lib/domain/offer/hours_draft.ts";
import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";
import { openingsOf } from "@/lib/time/openings.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";

const NONE: HoursDraft = { hours: [], exceptions: [], timeOff: [] };

function check(change: Partial<HoursDraft>) {
  return checkHours({ ...NONE, ...change });
}

function wrongIn(change: Partial<HoursDraft>): string[] {
  const outcome = check(change);
  return outcome.ok ? [] : Object.keys(outcome.facts.fields ?? {});
}

const monday = (...spans: (readonly [string, string])[]) => ({
  hours: spans.map(([from, to]) => ({ weekday: "1", from, to })),
});

Deno.test("a day can have several spans; they may touch, and never overlap", () => {
  expect(wrongIn(monday(["09:00", "12:00"], ["12:00", "18:00"]))).toEqual([]);
  expect(wrongIn(monday(["09:00", "12:30"], ["12:00", "18:00"])))
    .toEqual(["hours.1.from"]);
  expect(wrongIn(monday(["13:00", "14:00"], ["09:00", "18:00"])))
    .toEqual(["hours.0.from"]);
  expect(wrongIn(monday(["09:00", "10:00"], ["09:00", "10:00"])))
    .toHaveLength(1);
});

Deno.test("a day ends at 24:00; nothing begins then, and nothing runs past midnight", () => {
  expect(wrongIn(monday(["00:00", "24:00"]))).toEqual([]);
  expect(wrongIn(monday(["24:00", "24:00"]))).toEqual(["hours.0.to"]);
  expect(wrongIn(monday(["22:00", "02:00"]))).toEqual(["hours.0.to"]);
  expect(wrongIn(monday(["09:00", "24:01"]))).toEqual(["hours.0.to"]);
  expect(wrongIn(monday(["09:00", "09:00"]))).toEqual(["hours.0.to"]);
});

Deno.test("an invalid time of day is reported at its field", () => {
  for (const time of ["", "9:00", "09.00", "25:00", "09:60", "\u200b09:00"]) {
    expect([time, wrongIn(monday([time, "18:00"]))])
      .toEqual([time, ["hours.0.from"]]);
    expect([time, wrongIn(monday(["08:00", time]))])
      .toEqual([time, ["hours.0.to"]]);
  }
});

Deno.test("a weekday is one of seven", () => {
  for (const weekday of ["0", "8", "", "1.5", "Monday", "__proto__"]) {
    expect(
      wrongIn({ hours: [{ weekday, from: "09:00", to: "10:00" }] }),
    ).toEqual(["hours.0.weekday"]);
  }
});

Deno.test("a single day is a valid date, listed once, with its own hours or none", () => {
  const day = (date: string, ...hours: { from: string; to: string }[]) => ({
    date,
    hours,
  });
  expect(wrongIn({ exceptions: [day("2028-02-29")] })).toEqual([]);
  expect(wrongIn({ exceptions: [day("2027-02-29")] }))
    .toEqual(["exceptions.0.date"]);
  expect(wrongIn({ exceptions: [day("2027-02-01"), day("2027-02-01")] }))
    .toEqual(["exceptions.1.date"]);
  expect(
    wrongIn({
      exceptions: [
        day("2027-02-01", { from: "09:00", to: "10:00" }, {
          from: "09:30",
          to: "11:00",
        }),
      ],
    }),
  ).toEqual(["exceptions.0.hours.1.from"]);
});

Deno.test("time off runs from a first to a last day", () => {
  const away = (from: string, to: string) =>
    wrongIn({ timeOff: [{ from, to }] });
  expect(away("2027-02-01", "2027-02-01")).toEqual([]);
  expect(away("2027-02-02", "2027-02-01")).toEqual(["timeOff.0.to"]);
  expect(away("", "2027-02-30")).toEqual(["timeOff.0.from", "timeOff.0.to"]);
});

Deno.test("each list has a maximum length", () => {
  const day = (i: number) =>
    new Date(Date.UTC(2027, 0, 1 + i)).toISOString().slice(0, 10);
  const span = { from: "09:00", to: "10:00" };
  const times = <T>(count: number, of: (i: number) => T) =>
    Array.from({ length: count }, (_, i) => of(i));
  expect(
    wrongIn({
      exceptions: times(OFFER_LIMITS.exceptions + 1, (i) => ({
        date: day(i),
        hours: [],
      })),
      timeOff: times(OFFER_LIMITS.timeOff + 1, (i) => ({
        from: day(i),
        to: day(i),
      })),
      hours: times(1000, () => ({ weekday: "1", ...span })),
    }),
  ).toEqual(["hours", "exceptions", "timeOff"]);
});

Deno.test("on the days when the clock changes, stored hours open at the times they state", () => {
  const outcome = check({
    exceptions: [
      // Europe/Berlin skips 02:00 to 03:00 on the first date and repeats it on
      // the second.
      { date: "2027-03-28", hours: [{ from: "02:15", to: "02:45" }] },
      { date: "2027-10-31", hours: [{ from: "02:00", to: "03:00" }] },
    ],
  });
  if (!outcome.ok) throw new Error(outcome.code);
  const minutes = (day: string) =>
    openingsOf({ ...outcome.value, zone: "Europe/Berlin" }, {
      from: Date.parse(`${day}T00:00:00Z`) - 12 * 60 * MINUTE,
      to: Date.parse(`${day}T00:00:00Z`) + 36 * 60 * MINUTE,
    }).map((span) => (span.to - span.from) / MINUTE);
  expect(minutes("2027-03-28")).toEqual([]);
  expect(minutes("2027-10-31")).toEqual([120]);
});

const clock = fc.oneof(
  fc.constantFrom("00:00", "24:00", "", "9:00"),
  fc.integer({ min: 0, max: 95 }).map((i) =>
    `${String(Math.floor(i / 4)).padStart(2, "0")}:${
      String(i % 4 * 15).padStart(2, "0")
    }`
  ),
);
const span = fc.record({ from: clock, to: clock });
const date = fc.integer({ min: 1, max: 31 })
  .map((day) => `2027-02-${String(day).padStart(2, "0")}`);

Deno.test("property: stored hours are in order, free of overlaps, and parse to themselves", () => {
  let stored = 0;
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          weekday: fc.constantFrom("1", "2", "3"),
          from: clock,
          to: clock,
        }),
        { maxLength: 4 },
      ),
      fc.array(
        fc.record({ date, hours: fc.array(span, { maxLength: 2 }) }),
        { maxLength: 2 },
      ),
      (hours, exceptions) => {
        const outcome = check({ hours, exceptions });
        if (!outcome.ok) return;
        stored++;
        const { value } = outcome;
        expect(checkHours(draftOfHours(value))).toEqual(outcome);
        for (
          const day of [
            ...[1, 2, 3].map((d) =>
              value.hours.filter((one) => one.weekday === d)
            ),
            ...value.exceptions.map((one) => one.hours),
          ]
        ) {
          for (const [i, one] of day.entries()) {
            expect(one.from < one.to).toBe(true);
            if (i > 0) expect(day[i - 1]!.to <= one.from).toBe(true);
          }
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(stored).toBeGreaterThan(20);
});

Deno.test("past days are left out; time off that continues is kept", () => {
  const draft = {
    exceptions: [{ date: "2027-01-01", hours: [] }, {
      date: "2027-01-02",
      hours: [],
    }],
    timeOff: [{ from: "2026-12-01", to: "2027-01-01" }, {
      from: "2026-12-01",
      to: "2027-01-02",
    }],
  };
  expect(withoutPast(draft, "2027-01-02")).toEqual({
    exceptions: [draft.exceptions[1]],
    timeOff: [draft.timeOff[1]],
  });
});
