import { expect } from "expect";
import {
  formatDay,
  formatMoment,
  formatTime,
  formatWhen,
  formatZone,
} from "@/lib/time/format.ts";

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
    // Over midnight, both days.
    [
      "Europe/London",
      "2026-11-22T23:30Z",
      "2026-11-23T00:15Z",
      "Sunday 22 November 2026, 23:30 – Monday 23 November 2026, 00:15 Greenwich Mean Time",
    ],
    // The end reads as if it came before the start: only the zones' names explain it.
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
    // Both change at once where the clock goes back over midnight.
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
    expect(formatWhen(at(from), at(to), zone)).toBe(expected);
  });
}

Deno.test("midnight is 00:00, never 24:00", () => {
  expect(formatTime(at("2026-11-22T23:00Z"), "Europe/Berlin")).toBe("00:00");
});

Deno.test("a day and a moment are written in the zone's own calendar", () => {
  const late = at("2026-11-22T23:30Z");
  expect(formatDay(late, "Europe/Berlin")).toBe("Monday 23 November 2026");
  expect(formatMoment(late, "America/New_York")).toBe(
    "Sunday 22 November 2026, 18:30 Eastern Standard Time",
  );
});

Deno.test("a zone without a name of its own says where its clock hangs", () => {
  const now = at("2026-11-22T12:00Z");
  expect(formatZone(now, "Europe/Istanbul")).toBe("GMT+03:00 (Istanbul)");
  expect(formatZone(now, "Etc/GMT+5")).toBe("GMT-05:00");
  expect(formatZone(now, "UTC")).toBe("Coordinated Universal Time");
});

Deno.test("a stranger's many zones do not disturb the ones in use", () => {
  const now = at("2026-11-22T12:00Z");
  for (const zone of Intl.supportedValuesOf("timeZone")) formatTime(now, zone);
  expect(formatTime(now, "Europe/Berlin")).toBe("13:00");
});
