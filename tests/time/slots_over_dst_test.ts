/**
 * From an artist's hours to the text that a client elsewhere reads: the offered
 * times on days when a clock changes, and how they are written. The expected
 * values were computed by hand from the IANA time zone database's rules.
 */
import { expect } from "expect";
import { DAY, HOUR, iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Artist, Hours } from "@/lib/domain/offer/studio.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { dayOf, spanOfDay } from "@/lib/time/openings.ts";
import { offeredSlots } from "@/lib/usecases/booking/offered_slots.ts";

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

interface Row {
  readonly what: string;
  /** The artist's zone. */
  readonly zone: string;
  readonly date: string;
  readonly hours: readonly (readonly [from: string, to: string])[];
  readonly minutes: number;
  readonly bufferMinutes?: number;
  readonly exceptions?: Artist["exceptions"];
  readonly timeOff?: Artist["timeOff"];
  /** The client's zone. */
  readonly reader: string;
  /** Starts in UTC, as `HH:MM`, on the artist's day. */
  readonly starts: readonly string[];
  /** The first of them as the client reads it. */
  readonly words: string | null;
}

const TABLE: readonly Row[] = [
  {
    what: "the hour from two to three is not there",
    zone: "Europe/Berlin",
    date: "2026-03-29",
    hours: [["01:00", "04:00"]],
    minutes: 60,
    reader: "America/New_York",
    starts: ["00:00", "00:15", "00:30", "00:45", "01:00"],
    words: "Saturday 28 March 2026, 20:00–21:00 Eastern Daylight Time",
  },
  {
    what: "the hour from two to three comes twice, and both can be booked",
    zone: "Europe/Berlin",
    date: "2026-10-25",
    hours: [["02:00", "03:00"]],
    minutes: 60,
    reader: "Europe/Berlin",
    starts: ["00:00", "00:15", "00:30", "00:45", "01:00"],
    words:
      "Sunday 25 October 2026, 02:00 Central European Summer Time – 02:00 Central European Standard Time",
  },
  {
    what:
      "the hour that is not there, and Europe, which jumps three weeks later",
    zone: "America/New_York",
    date: "2026-03-08",
    hours: [["01:30", "03:30"]],
    minutes: 45,
    reader: "Europe/Berlin",
    starts: ["06:30", "06:45"],
    words: "Sunday 8 March 2026, 07:30–08:15 Central European Standard Time",
  },
  {
    what:
      "the hour that comes twice, for a client on the other side of the world",
    zone: "America/New_York",
    date: "2026-11-01",
    hours: [["01:00", "02:00"]],
    minutes: 90,
    reader: "Pacific/Apia",
    starts: ["05:00", "05:15", "05:30"],
    words: "Sunday 1 November 2026, 18:00–19:30 Samoa Standard Time",
  },
  {
    what: "half an hour is not there",
    zone: "Australia/Lord_Howe",
    date: "2026-10-04",
    hours: [["01:30", "03:00"]],
    minutes: 30,
    reader: "Europe/Berlin",
    starts: ["15:00", "15:15", "15:30"],
    words: "Saturday 3 October 2026, 17:00–17:30 Central European Summer Time",
  },
  {
    what: "half an hour comes twice",
    zone: "Australia/Lord_Howe",
    date: "2026-04-05",
    hours: [["01:30", "02:30"]],
    minutes: 60,
    reader: "Australia/Lord_Howe",
    starts: ["14:30", "14:45", "15:00"],
    words:
      "Sunday 5 April 2026, 01:30 Lord Howe Daylight Time – 02:00 Lord Howe Standard Time",
  },
  {
    what: "a zone of three quarters of an hour keeps the grid",
    zone: "Asia/Kathmandu",
    date: "2026-11-23",
    hours: [["09:00", "10:00"]],
    minutes: 30,
    reader: "Asia/Kathmandu",
    starts: ["03:15", "03:30", "03:45"],
    words: "Monday 23 November 2026, 09:00–09:30 Nepal Time",
  },
  {
    what: "no jump any more since 2019, where older tables have one",
    zone: "America/Sao_Paulo",
    date: "2026-11-01",
    hours: [["00:00", "01:00"]],
    minutes: 30,
    reader: "America/Sao_Paulo",
    starts: ["03:00", "03:15", "03:30"],
    words: "Sunday 1 November 2026, 00:00–00:30 Brasilia Standard Time",
  },
  {
    what:
      "no jump any more since 2021, for a client who is still on the day before",
    zone: "Pacific/Apia",
    date: "2026-09-27",
    hours: [["02:00", "04:00"]],
    minutes: 105,
    reader: "America/Sao_Paulo",
    starts: ["13:00", "13:15"],
    words: "Saturday 26 September 2026, 10:00–11:45 Brasilia Standard Time",
  },
  {
    what: "an evening and the night after it are one opening over midnight",
    zone: "Europe/Berlin",
    date: "2026-11-23",
    hours: [["00:00", "00:30"], ["23:30", "24:00"]],
    minutes: 60,
    reader: "Asia/Kathmandu",
    // The first half hour is part of the evening before.
    starts: ["22:30"],
    words: "Tuesday 24 November 2026, 04:15–05:15 Nepal Time",
  },
  {
    what: "over midnight and the jump at once",
    zone: "America/New_York",
    date: "2026-10-31",
    hours: [["00:00", "02:00"], ["23:30", "24:00"]],
    minutes: 120,
    reader: "America/New_York",
    starts: ["04:00", "03:30", "03:45"],
    words: "Saturday 31 October 2026, 00:00–02:00 Eastern Daylight Time",
  },
  {
    what: "a date's own hours hold instead of the week's",
    zone: "Europe/Berlin",
    date: "2026-03-29",
    hours: [["09:00", "17:00"]],
    exceptions: [{
      date: "2026-03-29",
      hours: [{ from: "02:30", to: "03:30" }],
    }],
    minutes: 30,
    reader: "Asia/Kathmandu",
    starts: ["01:00"],
    words: "Sunday 29 March 2026, 06:45–07:15 Nepal Time",
  },
  {
    what: "a closed date offers nothing",
    zone: "America/Sao_Paulo",
    date: "2026-11-23",
    hours: [["09:00", "17:00"]],
    exceptions: [{ date: "2026-11-23", hours: [] }],
    minutes: 30,
    reader: "Europe/Berlin",
    starts: [],
    words: null,
  },
  {
    what: "time off is stronger than a date's own hours",
    zone: "Australia/Lord_Howe",
    date: "2026-10-04",
    hours: [["09:00", "17:00"]],
    exceptions: [{
      date: "2026-10-04",
      hours: [{ from: "10:00", to: "12:00" }],
    }],
    timeOff: [{ from: "2026-10-01", to: "2026-10-04" }],
    minutes: 30,
    reader: "Europe/Berlin",
    starts: [],
    words: null,
  },
  {
    what: "the day after time off is whole again",
    zone: "Pacific/Apia",
    date: "2026-10-05",
    hours: [["09:00", "10:00"]],
    timeOff: [{ from: "2026-10-01", to: "2026-10-04" }],
    minutes: 60,
    reader: "Pacific/Apia",
    starts: ["20:00"],
    words: "Monday 5 October 2026, 09:00–10:00 Samoa Standard Time",
  },
];

function anArtist(row: Row): Artist {
  const hours: Hours[] = WEEK.flatMap((weekday) =>
    row.hours.map(([from, to]) => ({ weekday, from, to }))
  );
  return {
    id: "ines-vidal" as Artist["id"],
    name: "Inès Vidal",
    email: "ines@studio.example",
    zone: row.zone,
    bio: "",
    hours,
    exceptions: row.exceptions ?? [],
    timeOff: row.timeOff ?? [],
    services: [],
    noticeMinutes: 0,
    horizonDays: 30,
    retired: false,
  };
}

/** The starts that an empty diary offers on that day of the artist. */
async function offered(row: Row): Promise<number[]> {
  const span = spanOfDay(row.date, row.zone);
  return await offeredSlots({
    clock: { now: () => span.from - 2 * DAY },
    consultations: { busyCells: () => Promise.resolve(new Set()) } as never,
  }, {
    artist: anArtist(row),
    service: { minutes: row.minutes, bufferMinutes: row.bufferMinutes ?? 0 },
    span,
  });
}

for (const row of TABLE) {
  Deno.test(`${row.zone} on ${row.date}, read in ${row.reader}: ${row.what}`, async () => {
    const starts = await offered(row);
    const clocks = starts.map((at) => iso(at).slice(11, 16));
    expect(clocks.toSorted()).toEqual(row.starts.toSorted());
    expect(starts.every((at) => dayOf(at, row.zone) === row.date)).toBe(true);
    const [first] = starts;
    const words = first === undefined ? null : formatWhen(
      { startsAt: first, endsAt: first + row.minutes * MINUTE },
      row.reader,
    );
    expect(words).toBe(row.words);
  });
}

Deno.test("across any clock change, each slot is as long as the service, in real minutes", async () => {
  for (const row of TABLE) {
    for (const at of await offered(row)) {
      const words = formatWhen({
        startsAt: at,
        endsAt: at + row.minutes * MINUTE,
      }, "UTC");
      const [, from, to] = /(\d\d:\d\d).*?(\d\d:\d\d)/.exec(words)!;
      const minutes = (text: string) =>
        Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
      expect((minutes(to!) - minutes(from!) + 24 * 60) % (24 * 60))
        .toBe(row.minutes);
    }
  }
});

Deno.test("this machine's time zone rules include recent changes", () => {
  const offset = (zone: string, at: string) => {
    const noon = Date.parse(at);
    const local = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    }).format(noon);
    return (Date.parse(`${local.replace(" ", "T")}Z`) - noon) / HOUR;
  };
  const known: readonly [string, string, number, string][] = [
    ["America/Sao_Paulo", "2026-12-15T12:00Z", -3, "no summer time: 2019b"],
    ["Pacific/Apia", "2026-12-15T12:00Z", 13, "no summer time: 2021b"],
    ["Asia/Amman", "2026-12-15T12:00Z", 3, "always +03: 2022e"],
    ["America/Chihuahua", "2026-07-15T12:00Z", -6, "no summer time: 2022f"],
    ["Africa/Cairo", "2026-07-15T12:00Z", 3, "summer time again: 2023c"],
    ["Asia/Almaty", "2026-07-15T12:00Z", 5, "one zone for the country: 2024a"],
  ];
  for (const [zone, at, hours, why] of known) {
    expect([zone, why, offset(zone, at)]).toEqual([zone, why, hours]);
  }
});
