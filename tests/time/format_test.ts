import { expect } from "expect";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import {
  formatDateTime,
  formatDay,
  formatDayUnder,
  formatTime,
  formatTimeUnder,
  formatWhen,
  formatZone,
} from "@/lib/time/format.ts";
import { spanOfDay } from "@/lib/time/openings.ts";
import { todaysRules } from "./_rules.ts";

const at = (text: string) => Date.parse(text);

for (
  const [zone, from, to, expected] of [
    [
      "Europe/Berlin",
      "2026-11-22T16:15Z",
      "2026-11-22T17:00Z",
      "Sunday 22 November 2026, 17:15–18:00 Central European Standard Time",
    ],
    [
      "America/New_York",
      "2026-07-01T13:05Z",
      "2026-07-01T13:50Z",
      "Wednesday 1 July 2026, 09:05–09:50 Eastern Daylight Time",
    ],
    [
      "Asia/Kathmandu",
      "2026-11-22T16:15Z",
      "2026-11-22T17:00Z",
      "Sunday 22 November 2026, 22:00–22:45 Nepal Time",
    ],
    [
      "America/Sao_Paulo",
      "2026-11-22T03:00Z",
      "2026-11-22T03:45Z",
      "Sunday 22 November 2026, 00:00–00:45 Brasilia Standard Time",
    ],
    // Across midnight: both days.
    [
      "Europe/London",
      "2026-11-22T23:30Z",
      "2026-11-23T00:15Z",
      "Sunday 22 November 2026, 23:30 – Monday 23 November 2026, 00:15 Greenwich Mean Time",
    ],
    // The end seems to be before the start: only the zones' names explain it.
    [
      "Europe/Berlin",
      "2026-10-25T00:45Z",
      "2026-10-25T01:30Z",
      "Sunday 25 October 2026, 02:45 Central European Summer Time – 02:30 Central European Standard Time",
    ],
    [
      "Australia/Lord_Howe",
      "2026-10-03T15:15Z",
      "2026-10-03T16:00Z",
      "Sunday 4 October 2026, 01:45 Lord Howe Standard Time – 03:00 Lord Howe Daylight Time",
    ],
    // Both change at once where the clock goes back across midnight.
    [
      "America/Sao_Paulo",
      "2018-02-18T01:30Z",
      "2018-02-18T03:15Z",
      "Saturday 17 February 2018, 23:30 Brasilia Summer Time – Sunday 18 February 2018, 00:15 Brasilia Standard Time",
    ],
    [
      "Pacific/Apia",
      "2011-12-30T09:30Z",
      "2011-12-30T10:30Z",
      "Thursday 29 December 2011, 23:30 – Saturday 31 December 2011, 00:30 Samoa Daylight Time",
    ],
  ] as const
) {
  Deno.test(`${from} to ${to} in ${zone} is written "${expected}"`, () => {
    expect(formatWhen({ startsAt: at(from), endsAt: at(to) }, zone)).toBe(
      expected,
    );
  });
}

Deno.test("midnight is 00:00, never 24:00", () => {
  expect(formatTime(at("2026-11-22T23:00Z"), "Europe/Berlin")).toBe("00:00");
});

Deno.test("a day and a time are written in the zone's own calendar", () => {
  const late = at("2026-11-22T23:30Z");
  expect(formatDay(late, "Europe/Berlin")).toBe("Monday 23 November 2026");
  expect(formatDateTime(late, "America/New_York")).toBe(
    "Sunday 22 November 2026, 18:30 Eastern Standard Time",
  );
});

Deno.test("a zone without a name of its own is written with its UTC offset", () => {
  const now = at("2026-11-22T12:00Z");
  expect(formatZone(now, "Europe/Istanbul")).toBe("GMT+03:00 (Istanbul)");
  expect(formatZone(now, "Etc/GMT+5")).toBe("GMT-05:00");
  expect(formatZone(now, "UTC")).toBe("Coordinated Universal Time");
});

Deno.test("a stranger's many zones do not evict the ones in use", () => {
  const now = at("2026-11-22T12:00Z");
  for (const zone of Intl.supportedValuesOf("timeZone")) formatTime(now, zone);
  expect(formatTime(now, "Europe/Berlin")).toBe("13:00");
});

Deno.test("in a list under a named zone, a time beyond a clock change names its own", () => {
  const zone = "Europe/Berlin";
  const heading = Date.parse("2027-03-27T12:00:00Z");
  const winter = Date.parse("2027-03-27T16:00:00Z");
  const summer = Date.parse("2027-03-28T15:00:00Z");
  expect(formatTimeUnder(winter, zone, { heading })).toBe("17:00");
  expect(formatTimeUnder(summer, zone, { heading }))
    .toBe("17:00 Central European Summer Time");
  expect(formatDayUnder(winter, zone, { heading })).toBe(
    "Saturday 27 March 2027",
  );
  expect(formatDayUnder(summer, zone, { heading }))
    .toBe("Sunday 28 March 2027, Central European Summer Time");
});

/**
 * Rules that changed in recent years (IANA tz NEWS, up to 2026f): outdated data
 * would silently be an hour wrong. The last ones are newer than some runtimes.
 */
const RECENT = [
  ["Asia/Almaty", "one zone for Kazakhstan, 2024", "2026-07-01", 17],
  ["America/Asuncion", "Paraguay stays in summer time, 2024", "2026-07-01", 9],
  ["America/Mexico_City", "Mexico has no summer time, 2022", "2026-07-01", 6],
  ["Asia/Amman", "Jordan stays in summer time, 2022", "2026-12-01", 15],
  ["Africa/Cairo", "Egypt has summer time again, 2023", "2026-07-01", 15],
  ["America/Vancouver", "British Columbia stays at -07, 2026", "2026-12-01", 5],
  ["America/Vancouver", "and before that it did not", "2026-02-01", 4],
  ["America/Edmonton", "Alberta stays at -06, 2026", "2026-12-01", 6],
  ["America/Winnipeg", "Manitoba stays at -05, 2026", "2026-12-01", 7],
  ["Africa/Casablanca", "Morocco is at +00 again, 2026", "2026-12-01", 12],
] as const;

for (const [zone, change, date, hour] of RECENT) {
  Deno.test(`the zone data is recent enough: ${change}`, () => {
    using _rules = todaysRules();
    const noon = Date.parse(`${date}T12:00:00Z`);
    expect(formatTime(noon, zone)).toBe(`${String(hour).padStart(2, "0")}:00`);
    // The diary's arithmetic and the wording must agree; otherwise mails and
    // slots would differ.
    expect((noon - spanOfDay(date, zone).from) / HOUR).toBe(hour);
  });
}
