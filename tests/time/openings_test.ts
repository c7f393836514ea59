import { expect } from "expect";
import fc from "fast-check";
import { DAY, HOUR, iso } from "@/lib/domain/basic/instant.ts";
import type { Hours } from "@/lib/domain/offer/studio.ts";
import {
  addDays,
  dayOf,
  instantAt,
  isDay,
  isZone,
  openingsOf,
  spanOfDay,
} from "@/lib/time/openings.ts";

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const daily = (...hours: [string, string][]): Hours[] =>
  WEEK.flatMap((weekday) => hours.map(([from, to]) => ({ weekday, from, to })));

const weekly = (zone: string, hours: readonly Hours[]) => ({
  zone,
  hours,
  exceptions: [],
  timeOff: [],
});

function openings(
  zone: string,
  hours: readonly Hours[],
  from: string,
  to: string,
) {
  const span = { from: Date.parse(from), to: Date.parse(to) };
  return openingsOf(weekly(zone, hours), span)
    .map((opening) => `${iso(opening.from)} ${iso(opening.to)}`)
    .map((text) => text.replaceAll(":00.000Z", ""));
}

/** Opened on one local day of any length: the day, the hours, and their times in UTC. */
const OVER_A_CHANGE: [string, string, string, [string, string], string[]][] = [
  ["an ordinary day", "Europe/Berlin", "2026-11-23", ["09:00", "17:00"], [
    "2026-11-23T08:00 2026-11-23T16:00",
  ]],
  ["spring forward", "Europe/Berlin", "2026-03-29", ["01:00", "04:00"], [
    "2026-03-29T00:00 2026-03-29T02:00",
  ]],
  ["a start in the gap", "Europe/Berlin", "2026-03-29", ["02:30", "04:00"], [
    "2026-03-29T01:00 2026-03-29T02:00",
  ]],
  ["an end in the gap", "Europe/Berlin", "2026-03-29", ["01:00", "02:30"], [
    "2026-03-29T00:00 2026-03-29T01:00",
  ]],
  ["all in the gap", "Europe/Berlin", "2026-03-29", ["02:15", "02:45"], []],
  ["fall back", "Europe/Berlin", "2026-10-25", ["01:00", "04:00"], [
    "2026-10-24T23:00 2026-10-25T03:00",
  ]],
  ["a start that comes twice", "Europe/Berlin", "2026-10-25", [
    "02:30",
    "04:00",
  ], ["2026-10-25T00:30 2026-10-25T03:00"]],
  ["an end that comes twice", "Europe/Berlin", "2026-10-25", [
    "01:00",
    "02:30",
  ], ["2026-10-24T23:00 2026-10-25T00:30"]],
  ["a whole short day", "Europe/Berlin", "2026-03-29", ["00:00", "24:00"], [
    "2026-03-28T23:00 2026-03-29T22:00",
  ]],
  ["a whole long day", "America/New_York", "2026-11-01", ["00:00", "24:00"], [
    "2026-11-01T04:00 2026-11-02T05:00",
  ]],
  ["a start in the gap", "America/New_York", "2026-03-08", ["02:00", "10:00"], [
    "2026-03-08T07:00 2026-03-08T14:00",
  ]],
  ["a half-hour jump", "Australia/Lord_Howe", "2026-10-04", [
    "02:15",
    "03:00",
  ], ["2026-10-03T15:30 2026-10-03T16:00"]],
  ["a half hour twice", "Australia/Lord_Howe", "2026-04-05", [
    "01:00",
    "03:00",
  ], ["2026-04-04T14:00 2026-04-04T16:30"]],
  ["a quarter-hour offset", "Asia/Kathmandu", "2026-06-01", [
    "09:00",
    "10:00",
  ], ["2026-06-01T03:15 2026-06-01T04:15"]],
  ["a day without a midnight", "America/Sao_Paulo", "2018-11-04", [
    "00:00",
    "02:00",
  ], ["2018-11-04T03:00 2018-11-04T04:00"]],
  ["an hour twice before midnight", "America/Sao_Paulo", "2018-02-17", [
    "22:00",
    "24:00",
  ], ["2018-02-18T00:00 2018-02-18T03:00"]],
  ["a day that never was", "Pacific/Apia", "2011-12-30", [
    "09:00",
    "17:00",
  ], []],
  ["the day before it", "Pacific/Apia", "2011-12-29", ["09:00", "24:00"], [
    "2011-12-29T19:00 2011-12-30T10:00",
  ]],
];

for (const [what, zone, date, [from, to], expected] of OVER_A_CHANGE) {
  Deno.test(`openings in ${zone} on ${date}, ${from} to ${to}: ${what}`, () => {
    const weekday = (new Date(`${date}T12:00Z`).getUTCDay() || 7) as 1;
    // Searched in a wide span, to check that the days around it stay closed.
    expect(openings(
      zone,
      [{ weekday, from, to }],
      `${addDays(date, -2)}T12:00Z`,
      `${addDays(date, 2)}T12:00Z`,
    )).toEqual(expected);
  });
}

Deno.test("openings are clipped to the span", () => {
  expect(openings(
    "Europe/Berlin",
    daily(["09:00", "17:00"]),
    "2026-11-23T10:00Z",
    "2026-11-24T09:00Z",
  )).toEqual([
    "2026-11-23T10:00 2026-11-23T16:00",
    "2026-11-24T08:00 2026-11-24T09:00",
  ]);
});

Deno.test("an opening that began on the previous local day is found", () => {
  // 23:30 UTC is already the next day in Kathmandu.
  expect(openings(
    "Asia/Kathmandu",
    daily(["00:00", "24:00"]),
    "2026-06-01T23:30Z",
    "2026-06-01T23:45Z",
  )).toEqual(["2026-06-01T23:30 2026-06-01T23:45"]);
});

Deno.test("hours that touch or overlap become one opening, across midnight too", () => {
  expect(openings(
    "Europe/Berlin",
    daily(["20:00", "24:00"], ["00:00", "01:00"], ["21:00", "22:00"]),
    "2026-11-23T12:00Z",
    "2026-11-24T12:00Z",
  )).toEqual(["2026-11-23T19:00 2026-11-24T00:00"]);
});

Deno.test("a span that is empty or reversed has no openings", () => {
  const hours = daily(["00:00", "24:00"]);
  const noon = "2026-11-23T12:00Z";
  expect(openings("Europe/Berlin", hours, noon, noon)).toEqual([]);
  expect(openings("Europe/Berlin", hours, noon, "2026-11-22T12:00Z"))
    .toEqual([]);
});

Deno.test("invalid hours, or hours that end before they begin, open nothing", () => {
  const on = (from: string, to: string) => () =>
    openings(
      "Europe/Berlin",
      daily([from, to]),
      "2026-11-23T00:00Z",
      "2026-11-24T00:00Z",
    );
  expect(on("17:00", "09:00")()).toEqual([]);
  for (const bad of ["9:00", "24:01", "12:60", "", "09:00:00"]) {
    expect(on(bad, "18:00")).toThrow(RangeError);
  }
});

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "Pacific/Apia",
];
const anyInstant = fc.integer({
  min: Date.UTC(2010, 0),
  max: Date.UTC(2030, 0),
});
const anyClock = fc.integer({ min: 0, max: 96 }).map((quarter) => {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
});

Deno.test("property: openings are in order, disjoint, and inside the span", () => {
  fc.assert(fc.property(
    fc.constantFrom(...ZONES),
    anyInstant,
    fc.integer({ min: 0, max: 9 * DAY }),
    fc.array(fc.record({
      weekday: fc.constantFrom(...WEEK),
      from: anyClock,
      to: anyClock,
    })),
    (zone, from, length, hours) => {
      const span = { from, to: from + length };
      let end = -Infinity;
      for (const opening of openingsOf(weekly(zone, hours), span)) {
        expect(opening.from).toBeGreaterThan(end);
        expect(opening.to).toBeGreaterThan(opening.from);
        expect(opening.from).toBeGreaterThanOrEqual(span.from);
        expect(opening.to).toBeLessThanOrEqual(span.to);
        end = opening.to;
      }
    },
  ));
});

Deno.test("property: open all day and all week is open without a gap, also across clock changes", () => {
  fc.assert(fc.property(
    fc.constantFrom(...ZONES),
    anyInstant,
    fc.integer({ min: 1, max: 9 * DAY }),
    (zone, from, length) => {
      const span = { from, to: from + length };
      expect(openingsOf(weekly(zone, daily(["00:00", "24:00"])), span))
        .toEqual([span]);
    },
  ));
});

Deno.test("property: every instant is within its own day", () => {
  fc.assert(fc.property(fc.constantFrom(...ZONES), anyInstant, (zone, at) => {
    const { from, to } = spanOfDay(dayOf(at, zone), zone);
    expect(from <= at && at < to).toBe(true);
  }));
});

for (
  const [zone, date, hours] of [
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["America/Sao_Paulo", "2018-11-04", 23],
    ["America/Sao_Paulo", "2018-02-17", 25],
    ["Asia/Kathmandu", "2026-03-29", 24],
    ["Pacific/Apia", "2011-12-30", 0],
  ] as const
) {
  Deno.test(`${date} in ${zone} has ${hours} hours`, () => {
    const { from, to } = spanOfDay(date, zone);
    expect((to - from) / HOUR).toBe(hours);
  });
}

Deno.test("the day of an instant is that of the zone", () => {
  const at = Date.parse("2026-11-22T23:30Z");
  expect(dayOf(at, "Europe/Berlin")).toBe("2026-11-23");
  expect(dayOf(at, "America/New_York")).toBe("2026-11-22");
});

Deno.test("days are added on the calendar", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
});

Deno.test("only a valid calendar date is a day", () => {
  expect(isDay("2026-11-22")).toBe(true);
  expect(isDay("2028-02-29")).toBe(true);
  for (
    const bad of [
      "2026-02-29",
      "2026-13-01",
      "2026-1-1",
      "2026-11-22T10:00",
      "+002026-11-22",
      "0001-01-01",
      "2026-11-22[u-ca=hebrew]",
      "",
      null,
      20261122,
    ]
  ) {
    expect([bad, isDay(bad)]).toEqual([bad, false]);
  }
});

Deno.test("only a named zone is a zone", () => {
  for (const zone of [...ZONES, "UTC", "America/Argentina/Buenos_Aires"]) {
    expect([zone, isZone(zone)]).toEqual([zone, true]);
  }
  for (
    const bad of [
      "+02:00",
      "Mars/Olympus",
      "Europe/Berlin\r\nBcc: x",
      "../../etc/passwd",
      "",
      "x".repeat(1000),
      undefined,
      7,
    ]
  ) {
    expect([bad, isZone(bad)]).toEqual([bad, false]);
  }
});

Deno.test("a local date and time is one instant of the zone: none where the clock skips it, the first where it repeats", () => {
  const moment = (date: string, clock: string, zone: string) => {
    const at = instantAt({ date, clock }, zone);
    return at === null ? null : iso(at);
  };
  expect(moment("2026-11-28", "23:30", "Europe/Berlin"))
    .toBe("2026-11-28T22:30:00.000Z");
  expect(moment("2026-03-29", "02:30", "Europe/Berlin")).toBeNull();
  expect(moment("2026-03-29", "03:00", "Europe/Berlin"))
    .toBe("2026-03-29T01:00:00.000Z");
  expect(moment("2026-10-25", "02:30", "Europe/Berlin"))
    .toBe("2026-10-25T00:30:00.000Z");
  expect(moment("2026-10-04", "02:15", "Australia/Lord_Howe")).toBeNull();
  expect(moment("2026-11-28", "09:00", "Asia/Kathmandu"))
    .toBe("2026-11-28T03:15:00.000Z");
  // A day that the island skipped.
  expect(moment("2011-12-30", "10:00", "Pacific/Apia")).toBeNull();
  for (const date of ["2026-02-30", "", "tomorrow", "2026-11-28T00:00Z"]) {
    expect(moment(date, "10:00", "Europe/Berlin")).toBeNull();
  }
  for (const clock of ["", "25:00", "9:00", "10:60", "10:00:00"]) {
    expect(moment("2026-11-28", clock, "Europe/Berlin")).toBeNull();
  }
});
