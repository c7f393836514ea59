/** A week of free times is sorted into days by the days' edges, not by each time's own date. */
import { expect } from "expect";
import { DAY, HOUR, type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import { weekOf } from "@/lib/pages/booking/booking_page.ts";
import { formatTime } from "@/lib/time/format.ts";
import { dayOf } from "@/lib/time/openings.ts";
import { setOffsetRule } from "@/lib/time/zone_offsets.ts";

const NOW = Date.parse("2026-11-22T14:15:00Z");

/** Every quarter of an hour, as of an artist who is always free. */
function always(span: { readonly from: Instant; readonly to: Instant }) {
  const times: Instant[] = [];
  for (let at = span.from; at < span.to; at += 15 * MINUTE) times.push(at);
  return Promise.resolve(times);
}

function week(now: Instant, zone: string, wanted: string | null = null) {
  return weekOf({ now, until: now + 30 * DAY, zone, wanted }, always);
}

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Asia/Beirut",
  "Atlantic/Azores",
  "Pacific/Kiritimati",
  "America/Nuuk",
];

for (const zone of ZONES) {
  Deno.test(`in ${zone} each time is under its own date and part of the day, over a year's clock changes`, async () => {
    for (let at = NOW; at < NOW + 365 * DAY; at += 6 * DAY + HOUR) {
      for (const { date, groups } of (await week(at, zone)).days) {
        for (const { title, times } of groups) {
          // The first, the last and some between: dates are slow to find.
          for (const time of [...times.slice(0, 1), ...times.slice(-1)]) {
            const hour = Number(formatTime(time, zone).slice(0, 2));
            const part = ["Night", "Morning", "Afternoon", "Evening"][
              Math.floor(hour / 6)
            ];
            expect([dayOf(time, zone), part]).toEqual([date, title]);
          }
        }
      }
    }
  });
}

Deno.test("no time of the week is lost or shown twice", async () => {
  for (const zone of ZONES) {
    const { days } = await week(NOW, zone);
    const times = days.flatMap(({ groups }) =>
      groups.flatMap((group) => group.times)
    );
    expect(new Set(times).size).toBe(times.length);
    expect(times).toHaveLength(7 * 24 * 4);
  }
});

Deno.test("a week of 672 times asks for the zone's offset about once for each of them", async () => {
  let asked = 0;
  const undo = setOffsetRule(() => {
    asked++;
    return null;
  });
  try {
    await week(NOW, "Europe/Berlin");
  } finally {
    undo();
  }
  // A date for each day and time, and four hours for each time, were 7,000.
  expect(asked).toBeLessThan(2 * 672);
});
