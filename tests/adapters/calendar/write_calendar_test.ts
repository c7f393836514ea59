import { expect } from "expect";
import fc from "fast-check";
import { calendarSource } from "@/lib/adapters/calendar/organizer.ts";
import {
  isAddress,
  writeFeed,
  writeFile,
  writeInvitation,
} from "@/lib/adapters/calendar/write_calendar.ts";
import {
  type CalendarEntry,
  type CalendarStatus,
  entryForArtist,
  entryForClient,
} from "@/lib/domain/calendar/calendar_entry.ts";
import { createCalendarIdentities } from "@/lib/adapters/kv/calendar_identity.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import type { MailConfig } from "@/lib/config/mod.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import { words } from "@/lib/words/mod.ts";
import { cleanLine } from "@/lib/domain/basic/plain_text.ts";
import {
  aConsultation,
  aRequested,
  START,
} from "@/tests/_support/a_consultation.ts";
import { withKv } from "@/tests/_support/with_kv.ts";
import { badLines, readIcs, unfolded } from "@/tests/_support/ics.ts";

const SOURCE = {
  baseUrl: "https://visit.vidal.example",
  host: "visit.vidal.example",
  organizer: { name: "Atelier Vidal", email: "hello@vidal.example" },
};
const CLARA = { name: "Clara Haas", email: "clara@example.com" };
const { id } = aRequested();

function entry(
  different: Partial<Parameters<typeof entryForClient>[0]> = {},
  status: CalendarStatus = "confirmed",
): CalendarEntry {
  return entryForClient(
    {
      id,
      version: 3,
      serviceName: "Bridal trial",
      artistName: "Inès Vidal",
      startsAt: START,
      endsAt: START + 45 * MINUTE,
      ...different,
    },
    { status, changedAt: START - 5 * MINUTE, words: words().calendar },
  );
}

Deno.test("an invitation tells a calendar what the mail tells a person", () => {
  const file = writeInvitation(entry(), CLARA, SOURCE);
  const { method, events, value } = readIcs(file);
  const [event] = events;
  expect(value("version")).toBe("2.0");
  expect(value("prodid")).toBe("-//Visavis//Visavis//EN");
  expect([method, events.length]).toEqual(["REQUEST", 1]);
  expect(event!.uid).toBe(`${id}@visit.vidal.example`);
  expect(event!.sequence).toBe(3);
  expect(event!.startsAt).toBe(START);
  expect(event!.endsAt).toBe(START + 45 * MINUTE);
  expect(event!.status).toBe("CONFIRMED");
  expect(event!.value("summary")).toBe("Bridal trial with Inès Vidal");
  const page = `https://visit.vidal.example/c/${id}`;
  expect(event!.value("url")).toBe(page);
  expect(event!.value("location")).toBe(page);
  expect(event!.value("description")).toMatch(new RegExp(`\n\n${page}$`));
  expect(event!.value("class")).toBe("PRIVATE");
  expect(event!.value("transp")).toBe("OPAQUE");
  expect(event!.value("organizer")?.toLowerCase())
    .toBe("mailto:hello@vidal.example");
  expect(event!.param("organizer", "cn")).toBe("Atelier Vidal");
  expect(event!.value("attendee")?.toLowerCase())
    .toBe("mailto:clara@example.com");
  expect(event!.param("attendee", "cn")).toBe("Clara Haas");
  expect(event!.param("attendee", "rsvp")).toBe("FALSE");
  expect(event!.param("attendee", "partstat")).toBe("ACCEPTED");
  expect(event!.alarms).toEqual(["DISPLAY -PT15M"]);
});

Deno.test("a cancellation is a CANCEL of the same entry, frees the time and has no alarm", () => {
  const file = writeInvitation(
    entry({ version: 4 }, "cancelled"),
    CLARA,
    SOURCE,
  );
  const { method, events: [event] } = readIcs(file);
  expect(method).toBe("CANCEL");
  expect(event!.status).toBe("CANCELLED");
  expect([event!.uid, event!.sequence]).toEqual([
    `${id}@visit.vidal.example`,
    4,
  ]);
  expect(event!.value("transp")).toBe("TRANSPARENT");
  expect(event!.alarms).toEqual([]);
});

Deno.test("every time is an instant in UTC, so outdated zone rules cannot shift it", () => {
  const file = writeInvitation(entry(), CLARA, SOURCE);
  expect(file).not.toContain("TZID");
  const lines = unfolded(file);
  expect(lines).toContain("DTSTART:20261122T160000Z");
  expect(lines).toContain("DTEND:20261122T164500Z");
  // RFC 5545, 3.8.7.2: taken from the record, so a mail that is sent twice has
  // the same bytes.
  expect(lines).toContain("DTSTAMP:20261122T155500Z");
});

Deno.test("the same entry is always the same bytes", async () => {
  const first = writeInvitation(entry(), CLARA, SOURCE);
  await new Promise((later) => setTimeout(later, 5));
  expect(writeInvitation(entry(), CLARA, SOURCE)).toBe(first);
});

Deno.test("a downloaded file requests no reply and names no client", () => {
  const file = writeFile(entry(), SOURCE);
  const { method, events: [event] } = readIcs(file);
  expect(method).toBe("PUBLISH");
  expect(event!.names).not.toContain("attendee");
  expect(event!.uid).toBe(`${id}@visit.vidal.example`);
  expect(file).not.toContain("clara");
});

Deno.test("a feed has a name and a refresh interval, and no method", () => {
  const requested = entryForArtist(
    aConsultation("requested"),
    words().calendar,
  );
  const cancelled = entryForArtist(
    aConsultation("cancelled"),
    words().calendar,
  );
  const file = writeFeed(
    "Inès at Atelier, Vidal",
    [requested!, cancelled!],
    SOURCE,
  );
  const calendar = readIcs(file);
  expect(calendar.method).toBe(null);
  expect(unfolded(file)).toContain("NAME:Inès at Atelier\\, Vidal");
  expect(unfolded(file)).toContain("X-WR-CALNAME:Inès at Atelier\\, Vidal");
  expect(unfolded(file)).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  expect(unfolded(file)).toContain("X-PUBLISHED-TTL:PT1H");
  expect(calendar.events.map(({ status }) => status))
    .toEqual(["TENTATIVE", "CANCELLED"]);
});

Deno.test("a feed without entries has one component, as RFC 5545 asks, and shows nothing", () => {
  const file = writeFeed("Nobody yet", [], SOURCE);
  expect(readIcs(file).events).toEqual([]);
  expect(badLines(file)).toEqual([]);
  expect(file.match(/^BEGIN:.*$/gm)!.map((line) => line.trim()))
    .toEqual(["BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "BEGIN:STANDARD"]);
});

/** How a parameter keeps a name: one line, without backslashes. */
const inName = (name: string) =>
  cleanLine(name.toWellFormed().replaceAll("\\", " "));

const ATTACK =
  'Cla"ra;X=1:mailto:evil@x,\\n\r\nATTENDEE:mailto:evil@evil.example' +
  "\r\nEND:VEVENT\n\tX-A:1\u2028\u0085\u0000\u0007 ^n^'";

Deno.test("attack: a name containing line breaks, parameters or attendees stays a name", () => {
  const evil = entry({ serviceName: ATTACK, artistName: ATTACK });
  const organizer = { name: ATTACK, email: SOURCE.organizer.email };
  for (
    const file of [
      writeInvitation(evil, { ...CLARA, name: ATTACK }, {
        ...SOURCE,
        organizer,
      }),
      writeFile(evil, { ...SOURCE, organizer }),
      writeFeed(ATTACK, [evil], { ...SOURCE, organizer }),
    ]
  ) {
    const { events } = readIcs(file);
    expect(events.length).toBe(1);
    const [event] = events;
    expect(event!.names.filter((name) => name === "attendee").length)
      .toBeLessThanOrEqual(1);
    expect(event!.names.filter((name) => name.startsWith("x-"))).toEqual([]);
    expect(event!.param("organizer", "cn")).toBe(inName(ATTACK));
    expect(event!.value("organizer")?.toLowerCase())
      .toBe("mailto:hello@vidal.example");
    expect(event!.value("summary")).toBe(evil.title);
    expect(badLines(file)).toEqual([]);
    // Without a parser: no line begins with anything from the name.
    expect(unfolded(file).filter((line) => /^(?:X-A|ATTENDEE:)/.test(line)))
      .toEqual([]);
  }
});

Deno.test("attack: an address with a line break, a comma or a parameter is refused", () => {
  for (
    const email of [
      "a@x.example\r\nATTENDEE:mailto:b@y.example",
      "a@x.example,b@y.example",
      "a@x.example;CN=b",
      'a"@x.example',
      "a@x.example\u0085b",
      "mailto:a@x.example",
      "",
    ]
  ) {
    expect([email, isAddress(email)]).toEqual([email, false]);
    expect(() => writeInvitation(entry(), { name: "A", email }, SOURCE))
      .toThrow();
  }
  expect(isAddress("mara.o'neil+x@client.example")).toBe(true);
});

Deno.test("property: for any names, the file is well formed and its lines have at most 75 octets", () => {
  const words = fc.string({ unit: "binary", maxLength: 120 });
  fc.assert(fc.property(
    words,
    words,
    words,
    fc.constantFrom<CalendarStatus>("tentative", "confirmed", "cancelled"),
    (serviceName, artistName, name, status) => {
      const one = entry({ serviceName, artistName }, status);
      const organizer = { name, email: "hello@vidal.example" };
      const file = writeInvitation(one, { ...CLARA, name }, {
        ...SOURCE,
        organizer,
      });
      expect(badLines(file)).toEqual([]);
      expect(file.isWellFormed()).toBe(true);
      const { events } = readIcs(file);
      expect(events.length).toBe(1);
      expect(events[0]!.value("summary")).toBe(one.title.trim());
      expect(events[0]!.names.filter((n) => n === "attendee").length).toBe(1);
      expect(events[0]!.param("attendee", "cn")).toBe(
        inName(name) || CLARA.email,
      );
    },
  ));
});

Deno.test("lines of multi-octet characters are folded between characters", () => {
  for (const letter of ["ä", "€", "💄", "👩‍🎨"]) {
    for (let pad = 0; pad < 5; pad++) {
      const name = "x".repeat(pad) + letter.repeat(70);
      const file = writeFile(entry({ serviceName: name }), SOURCE);
      expect([letter, pad, badLines(file)]).toEqual([letter, pad, []]);
      expect(readIcs(file).events[0]!.value("summary")).toContain(letter);
    }
  }
});

Deno.test("the organizer is the address that mails come from, or the studio's own", async () => {
  const studio = { name: "Atelier", contactEmail: "hello@vidal.example" };
  const organizer = async (mail: MailConfig) =>
    (await calendarSource(
      { baseUrl: "https://visit.vidal.example", mail },
      studio,
      { settle: (first) => Promise.resolve(first) },
    )).organizer;
  const resend = async (from: string) =>
    (await organizer({ transport: "resend", apiKey: "re_1", from })).email;
  expect(await resend("Atelier <post@vidal.example>"))
    .toBe("post@vidal.example");
  expect(await resend("post@vidal.example")).toBe("post@vidal.example");
  expect(await resend("Atelier <po,st@vidal.example>"))
    .toBe("hello@vidal.example");
  expect(await organizer({ transport: "mailbox", reason: "" }))
    .toEqual({ name: "Atelier", email: "hello@vidal.example" });
});

Deno.test("a studio that moves to another domain and mail address keeps the identity of its entries", async () => {
  await withKv(async (kv) => {
    const writtenAt = async (host: string) => {
      // A process of its own: nothing is remembered but the store.
      const source = await calendarSource(
        {
          baseUrl: `https://${host}`,
          mail: { transport: "resend", apiKey: "re_1", from: `post@${host}` },
        },
        { name: "Atelier", contactEmail: `hello@${host}` },
        createCalendarIdentities(new Store(kv)),
      );
      const invited = writeInvitation(entry(), CLARA, source);
      return [
        invited,
        writeFile(entry(), source),
        writeFeed("F", [entry()], source),
      ]
        .map((file) => readIcs(file).events[0]!);
    };
    for (const host of ["first.example", "second.example"]) {
      for (const event of await writtenAt(host)) {
        expect(event.uid).toBe(`${id}@first.example`);
        expect(event.value("organizer")).toBe("mailto:post@first.example");
        expect(event.value("url")).toContain(`https://${host}/`);
      }
    }
  });
});
