import { expect } from "expect";
import fc from "fast-check";
import {
  agreedAt,
  entryForArtist,
  entryForClient,
} from "@/lib/domain/calendar/calendar_entry.ts";
import { calendarLinks } from "@/lib/domain/calendar/calendar_links.ts";
import { words } from "@/lib/words/mod.ts";
import { isoOrNull, MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  aConsultation,
  aRequested,
  LINK_HASH,
  oneOfEach,
  START,
  walk,
} from "@/tests/_support/a_consultation.ts";

const { calendar } = words();
const BASE = "https://visit.vidal.example";
const ENTRY = entryForClient(
  {
    ...aRequested(),
    artistName: "Inès & Co. 100%",
  },
  { status: "confirmed", changedAt: START, words: calendar },
);

Deno.test("an artist's calendar shows what occupies or occupied time, and what was cancelled", () => {
  const shown = Object.entries(oneOfEach()).map(([state, one]) => [
    state,
    entryForArtist(one, calendar)?.status ?? null,
  ]);
  expect(Object.fromEntries(shown)).toEqual({
    requested: "tentative",
    confirmed: "confirmed",
    live: "confirmed",
    ended: "confirmed",
    no_show: "confirmed",
    cancelled: "cancelled",
    declined: null,
    expired: null,
    erased: null,
  });
});

Deno.test("an artist's calendar contains the client's first name and nothing else of them", () => {
  const entry = entryForArtist(
    aConsultation("confirmed", {
      client: {
        name: "Clara Haas",
        note: "private words",
        phone: "+491701234567",
      },
      intake: [{ label: "Allergies", answer: "nuts" }],
    }),
    calendar,
  )!;
  expect(entry.title).toBe("Bridal trial: Clara");
  expect(JSON.stringify(entry))
    .not.toMatch(/Haas|clara@|private|\+49|nuts|Allergies/);
  expect(JSON.stringify(entry)).not.toContain(LINK_HASH);
});

Deno.test("a client's calendar contains it once it is confirmed", () => {
  const agreed = Object.entries(oneOfEach()).map(([state, one]) => [
    state,
    agreedAt(one) !== null,
  ]);
  expect(Object.fromEntries(agreed)).toEqual({
    requested: false,
    confirmed: true,
    live: true,
    ended: true,
    no_show: true,
    cancelled: true,
    declined: false,
    expired: false,
    erased: false,
  });
  const withdrawn = walk(aRequested(), [
    [{ type: "cancel", by: "client", noticeMs: 0 }, START - 60 * MINUTE],
  ]);
  expect([withdrawn.state, isoOrNull(agreedAt(withdrawn))])
    .toEqual(["cancelled", null]);
});

Deno.test("links for web calendars say what, when and where, and encode spaces as %20", () => {
  const { google, outlook } = calendarLinks(ENTRY, BASE);
  expect(google + outlook).not.toContain("+");
  const page = `${BASE}/c/${ENTRY.id}`;
  const g = new URL(google);
  expect(g.origin + g.pathname)
    .toBe("https://calendar.google.com/calendar/render");
  expect(Object.fromEntries(g.searchParams)).toEqual({
    action: "TEMPLATE",
    text: "Bridal trial with Inès & Co. 100%",
    dates: "20261122T160000Z/20261122T164500Z",
    details: `${ENTRY.description}\n\n${page}`,
    location: page,
  });
  const o = new URL(outlook);
  expect(o.origin + o.pathname)
    .toBe("https://outlook.live.com/calendar/0/deeplink/compose");
  expect(Object.fromEntries(o.searchParams)).toEqual({
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: "Bridal trial with Inès & Co. 100%",
    startdt: "2026-11-22T16:00:00.000Z",
    enddt: "2026-11-22T16:45:00.000Z",
    body: `${ENTRY.description}\n\n${page}`,
    location: page,
  });
});

Deno.test("attack, as a property: no name adds a field to a link or changes where it leads", () => {
  const words = fc.string({ unit: "binary", maxLength: 200 });
  fc.assert(fc.property(words, words, (serviceName, artistName) => {
    const entry = entryForClient(
      { ...aRequested(), serviceName, artistName },
      { status: "confirmed", changedAt: START, words: calendar },
    );
    const { google, outlook } = calendarLinks(entry, BASE);
    for (
      const [link, host, fields] of [
        [google, "calendar.google.com", 5],
        [outlook, "outlook.live.com", 7],
      ] as const
    ) {
      const url = new URL(link);
      expect([url.host, [...url.searchParams].length, url.hash])
        .toEqual([host, fields, ""]);
      expect([...url.searchParams.values()]).toContain(entry.title);
      expect(link.length).toBeLessThan(8_000);
    }
  }));
});
