import { expect } from "expect";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { zoneRulesLines } from "@/lib/pages/offer/zone_rules_lines.ts";
import { formatDateTime, formatWhen, formatZone } from "@/lib/time/format.ts";
import { dayOf, instantAt, openingsOf } from "@/lib/time/openings.ts";
import {
  correctedOffset,
  ruleOf,
  runtimeOffset,
  setOffsetRule,
} from "@/lib/time/zone_offsets.ts";
import {
  differingZones,
  offsetsAround,
  packageRule,
  RULES_VERSION,
  rulesAreOld,
} from "@/lib/time/zone_rules.ts";
import { reportZoneRules } from "@/lib/wiring/zone_rules_report.ts";
import { withApp } from "@/tests/_support/an_app.ts";
import { todaysRules } from "./_rules.ts";

const VANCOUVER = "America/Vancouver";
const at = (text: string) => Date.parse(text);

Deno.test("a time in a zone whose law is newer than the runtime is right, and its zone is named by its offset", () => {
  using _rules = todaysRules();
  expect(formatDateTime(at("2026-12-01T12:00Z"), VANCOUVER)).toContain(
    "Tuesday 1 December 2026, 05:00 ",
  );
  // An offset that no rule of any runtime has, so that the correction is seen on every machine.
  using _other = { [Symbol.dispose]: setOffsetRule(() => -7 * 60 - 30) };
  const span = {
    startsAt: at("2026-12-01T12:00Z"),
    endsAt: at("2026-12-01T13:00Z"),
  };
  expect(formatWhen(span, VANCOUVER)).toBe(
    "Tuesday 1 December 2026, 04:30–05:30 GMT-07:30 (Vancouver)",
  );
});

Deno.test("an artist's hours and the words about them follow the same rules", () => {
  using _rules = todaysRules();
  const hours = [{ weekday: 2 as const, from: "09:00", to: "10:00" }];
  const [first] = openingsOf({
    hours,
    exceptions: [],
    timeOff: [],
    zone: VANCOUVER,
  }, { from: at("2026-12-01T00:00Z"), to: at("2026-12-02T12:00Z") });
  expect(first).toEqual({
    from: at("2026-12-01T16:00Z"),
    to: at("2026-12-01T17:00Z"),
  });
  expect(formatDateTime(first!.from, VANCOUVER)).toContain(", 09:00 ");
  expect(instantAt({ date: "2026-12-01", clock: "09:00" }, VANCOUVER))
    .toBe(first!.from);
  expect(dayOf(at("2026-12-02T06:59Z"), VANCOUVER)).toBe("2026-12-01");
  expect(dayOf(at("2026-12-02T07:00Z"), VANCOUVER)).toBe("2026-12-02");
});

Deno.test("zones in which the runtime agrees keep their names", () => {
  using _rules = todaysRules();
  expect(formatZone(at("2026-12-01T12:00Z"), "Europe/Berlin"))
    .toBe("Central European Standard Time");
  expect(correctedOffset(at("2026-12-01T12:00Z"), "Europe/Berlin")).toBe(null);
  expect(packageRule(at("2026-12-01T12:00Z"), "Not/AZone")).toBe(null);
});

Deno.test("the zones that differ are exactly those in which the runtime shows another time", async () => {
  const differing = await differingZones();
  const wrong = Intl.supportedValuesOf("timeZone").filter((zone) =>
    ["2026-12-01T12:00Z", "2027-07-01T12:00Z", "2028-01-15T12:00Z"].some((
      text,
    ) => {
      const [[, offset]] = offsetsAround(at(text), zone).toReversed()
        .filter(([from]) => from <= at(text)) as [[number, number]];
      return offset !== runtimeOffset(at(text), zone);
    })
  );
  expect(differing).toEqual(expect.arrayContaining(wrong));
  // A runtime with today's rules has none; this assertion holds for both.
  expect(differing.includes(VANCOUVER))
    .toBe(runtimeOffset(at("2026-12-01T12:00Z"), VANCOUVER) !== -420);
});

Deno.test("a page is given the offsets of its reader's zone, and shows the server's time with a browser's older rules", () => {
  const now = at("2026-10-20T12:00Z");
  const offsets = offsetsAround(now, "Europe/Berlin");
  expect(offsets.map(([, minutes]) => minutes).slice(0, 4))
    .toEqual([120, 60, 120, 60]);
  expect(offsets.length).toBeLessThan(8);
  const undo = setOffsetRule(ruleOf("Europe/Berlin", [[0, 180]]));
  try {
    expect(formatDateTime(now, "Europe/Berlin")).toContain("15:00 GMT+03:00");
    expect(formatDateTime(now, "Europe/Paris")).toContain("14:00 ");
  } finally {
    undo();
  }
});

Deno.test("a time of day that a corrected rule skips stands for the moment of the change, and one that it repeats for the first", () => {
  const change = at("2026-06-15T10:00Z");
  const undo = setOffsetRule((when) => when < change ? 60 : 120);
  try {
    expect(instantAt({ date: "2026-06-15", clock: "11:30" }, "Etc/UTC")).toBe(
      null,
    );
    const hours = [{ weekday: 1 as const, from: "11:30", to: "12:30" }];
    const none = { hours, exceptions: [], timeOff: [], zone: "Etc/UTC" };
    const day = { from: change - 12 * HOUR, to: change + 12 * HOUR };
    expect(openingsOf(none, day))
      .toEqual([{ from: change, to: change + HOUR / 2 }]);
  } finally {
    undo();
  }
  const back = setOffsetRule((when) => when < change ? 120 : 60);
  try {
    expect(instantAt({ date: "2026-06-15", clock: "11:30" }, "Etc/UTC"))
      .toBe(change - HOUR / 2);
  } finally {
    back();
  }
});

Deno.test("at the start one line of the log names the zones that differ, and none is written if there are none", async () => {
  const lines: unknown[] = [];
  const log = (event: string, fields?: unknown) =>
    void lines.push([event, fields]);
  await reportZoneRules(log, () => Promise.resolve([]));
  expect(lines).toEqual([]);
  await reportZoneRules(log, () => Promise.resolve([VANCOUVER]));
  expect(lines).toEqual([[
    "zone_rules_differ",
    { deno: Deno.version.deno, used: RULES_VERSION, zones: [VANCOUVER] },
  ]]);
});

Deno.test("the admin reads which rules are used, where Deno's differ, and when they are old", async () => {
  const now = Date.UTC(Number.parseInt(RULES_VERSION), 11, 1);
  const none = () => Promise.resolve([]);
  expect(await zoneRulesLines(now, none))
    .toEqual([`Time zone rules: tzdata ${RULES_VERSION}`]);
  expect(await zoneRulesLines(now, () => Promise.resolve([VANCOUVER])))
    .toEqual([
      expect.any(String),
      expect.stringContaining(`its times in ${VANCOUVER} are an hour off`),
    ]);
  expect(rulesAreOld(now)).toBe(false);
  const later = Date.UTC(Number.parseInt(RULES_VERSION) + 2, 1, 1);
  expect(await zoneRulesLines(later, none))
    .toEqual([expect.any(String), expect.stringContaining("Update Visavis")]);
});

Deno.test("the booking page shows Vancouver's times by today's law, and the admin which rules those are", async () => {
  await withApp(async (app) => {
    const page = await app.ask(
      "/book?service=bridal-trial&artist=ines-vidal&zone=America/Vancouver",
    );
    const text = await page.text();
    expect(text).toContain(formatZone(app.clock.now(), VANCOUVER));
    expect(text).not.toContain("Pacific Standard Time");
    const admin = await (await app.ask("/admin", { as: "admin" })).text();
    expect(admin).toContain(`tzdata ${RULES_VERSION}`);
  });
});
