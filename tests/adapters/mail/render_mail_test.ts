import { expect } from "expect";
import fc from "fast-check";
import { renderMail } from "@/lib/adapters/mail/render_mail.tsx";
import { entryForClient } from "@/lib/domain/calendar_entry.ts";
import { calendarLinks } from "@/lib/domain/calendar_links.ts";
import { MINUTE } from "@/lib/domain/instant.ts";
import { START } from "@/tests/_support/a_consultation.ts";
import { parseHtml } from "./_html.ts";
import {
  CODE,
  ID,
  type Kind,
  mails,
  OPTIONS,
  SECRET,
  STOP_TOKEN,
} from "./_mails.ts";

const KINDS = Object.keys(mails()) as Kind[];
const BASE = OPTIONS.baseUrl;
const LINK: Record<Kind, string | null> = {
  request_received: null,
  request_to_artist: `${BASE}/artist/consultations/${ID}`,
  confirmed: `${BASE}/c/${ID}#${SECRET}`,
  declined: `${BASE}/book`,
  rescheduled: `${BASE}/c/${ID}#${SECRET}`,
  rescheduled_to_artist: `${BASE}/artist/consultations/${ID}`,
  cancelled: `${BASE}/book`,
  cancelled_to_artist: `${BASE}/artist`,
  expired: `${BASE}/book`,
  reminder: `${BASE}/c/${ID}#${SECRET}`,
  ready: `${BASE}/c/${ID}#${SECRET}`,
  summary: `${BASE}/book`,
  sign_in: `${BASE}/sign-in/link#${SECRET}`,
};
const STOP = `${BASE}/reminders/${STOP_TOKEN}`;
const { google, outlook } = calendarLinks(
  entryForClient(
    {
      id: ID,
      version: 1,
      serviceName: "Bridal trial",
      artistName: "Inès Vidal",
      startsAt: START,
      endsAt: START + 45 * MINUTE,
    },
    "confirmed",
    START,
  ),
  BASE,
);
/** Links beside a mail's one action. */
const OTHER: Record<Kind, readonly string[]> = {
  request_received: [],
  request_to_artist: [],
  confirmed: [google, outlook],
  declined: [],
  rescheduled: [google, outlook],
  rescheduled_to_artist: [],
  cancelled: [],
  cancelled_to_artist: [],
  expired: [],
  reminder: [STOP],
  ready: [],
  summary: [],
  sign_in: [],
};
const render = (
  kind: Kind,
  ...about: Parameters<typeof mails>
) => renderMail(mails(...about)[kind], OPTIONS);

for (const kind of KINDS) {
  Deno.test(`${kind}: the HTML is whole, and says what the plain text says`, () => {
    const mail = render(kind);
    const { tags, text } = parseHtml(mail.html);
    expect(mail.html.startsWith('<!doctype html><html lang="en">')).toBe(
      true,
    );
    expect(tags.filter(({ name }) => name === "h1").length).toBe(1);
    const hrefs = tags.map(({ attributes }) => attributes["href"]);
    for (const line of mail.text.split("\n")) {
      if (OTHER[kind].includes(line) && hrefs.includes(line)) continue;
      const words = line.replace(/^(?:> |- |-- | {4}|[\w ]+: ?(?=\S))/, "")
        .replace(/:$/, "").trim();
      expect(text.toLowerCase()).toContain(words.toLowerCase());
    }
  });

  Deno.test(`${kind}: every link leads to the right place, and in the text it stands on a line of its own`, () => {
    const mail = render(kind);
    const hrefs = parseHtml(mail.html).tags
      .filter(({ name }) => name === "a")
      .map(({ attributes }) => attributes["href"]);
    const links = [LINK[kind], ...OTHER[kind]]
      .filter((link) => link !== null);
    expect([...new Set(hrefs)]).toEqual(links);
    const inText = mail.text.split("\n").filter((line) => line.includes("://"));
    expect(inText).toEqual(links);
  });

  Deno.test(`${kind}: styles are inline, and dark colours come by a media query`, () => {
    const { html } = render(kind);
    const { tags } = parseHtml(html);
    expect(html).toContain("@media (prefers-color-scheme:dark){");
    for (const { name, attributes } of tags) {
      if (name === "meta" && attributes["name"] === "color-scheme") {
        expect(attributes["content"]).toBe("light dark");
      }
      if (/^(?:body|p|h1|h2|dl|ul|li|blockquote)$/.test(name)) {
        expect([name, attributes["style"] ?? ""]).toEqual([
          name,
          expect.stringMatching(/\S/),
        ]);
      }
    }
    const dark = [...html.matchAll(/\n\.([a-z]+)\{/g)].map(([, name]) => name);
    const used = new Set(
      tags.flatMap(({ attributes }) =>
        (attributes["class"] ?? "").split(" ").filter(Boolean)
      ),
    );
    expect(dark).toEqual(expect.arrayContaining([...used]));
    expect(html).toContain('name="color-scheme" content="light dark"');
  });

  Deno.test(`${kind}: the same mail is always the same bytes`, () => {
    expect(render(kind)).toEqual(render(kind));
  });

  Deno.test(`${kind}: the mail loads nothing and runs nothing`, () => {
    const { tags } = parseHtml(render(kind).html);
    for (const { name, attributes } of tags) {
      expect(name).not.toMatch(/^(?:script|img|iframe|link|form|object)$/);
      expect(Object.keys(attributes).filter((a) => /^on|^src/.test(a)))
        .toEqual([]);
    }
    expect(render(kind).html).not.toMatch(/url\(|@import/);
  });
}

Deno.test("clients read times in their zone, artists in theirs, both by name", () => {
  const inNewYork =
    "Sunday 22 November 2026, 11:00–11:45 Eastern Standard Time";
  const inBerlin =
    "Sunday 22 November 2026, 17:00–17:45 Central European Standard Time";
  for (
    const kind of [
      "request_received",
      "confirmed",
      "declined",
      "cancelled",
      "expired",
      "reminder",
      "ready",
      "summary",
    ] as const
  ) {
    expect(render(kind).text).toContain(`When: ${inNewYork}\n`);
    expect(render(kind).text).not.toContain("Central European");
  }
  expect(render("request_to_artist").text).toContain(
    `When: ${inBerlin}\nFor the client: ${inNewYork}\n`,
  );
  const near = render("request_to_artist", { zone: "Europe/Berlin" });
  expect(near.text).not.toContain("For the client");
});

Deno.test("no mail names an hour without its zone", () => {
  for (const kind of KINDS) {
    const { subject, text, html } = render(kind);
    expect([kind, /\d\d:\d\d/.test(subject)]).toEqual([kind, false]);
    for (const words of [text, parseHtml(html).text]) {
      for (const line of words.split("\n")) {
        if (!/\d\d:\d\d/.test(line)) continue;
        expect([kind, line]).toEqual([
          kind,
          expect.stringMatching(/\d\d:\d\d [A-Z][a-z]+ .*Time/),
        ]);
      }
    }
  }
});

Deno.test("a new time stands beside the one before it", () => {
  const before =
    "Before: Friday 20 November 2026, 10:00–10:45 Eastern Standard Time\n";
  expect(render("rescheduled").text).toContain(before);
  expect(render("rescheduled_to_artist").text).toContain(
    "Before: Friday 20 November 2026, 16:00–16:45 Central European Standard Time\n",
  );
});

Deno.test("only a reminder can be stopped from the mail client, with one press, by https", () => {
  for (const kind of KINDS) {
    const { headers } = render(kind);
    expect([kind, headers]).toEqual([
      kind,
      kind === "reminder"
        ? {
          "List-Unsubscribe": `<${STOP}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        : {},
    ]);
  }
});

Deno.test("the artist reads the client's answers, and how many photos there are, and gets none of them by mail", () => {
  const { text, attachments } = render("request_to_artist", {}, {
    intake: [
      { label: "Your skin", answer: "Dry,\nrather fair" },
      { label: "Allergies", answer: "" },
    ],
    photos: ["a", "b"] as never,
  });
  expect(text).toContain("Your skin: Dry, rather fair\nAllergies: No answer\n");
  expect(text).toContain("The client has added 2 photos");
  expect(attachments).toEqual([]);
  expect(render("request_to_artist").text).not.toMatch(/photo|answered/);
});

Deno.test("until when a client can still come in is said in the client's time", () => {
  expect(render("ready").text).toContain(
    "until Sunday 22 November 2026, 12:00 Eastern Standard Time.",
  );
});

Deno.test("until when a client may move or cancel is said as the studio has it", () => {
  const says = (clientChangesUntilHours: number) =>
    renderMail(mails().confirmed, {
      ...OPTIONS,
      studio: { ...OPTIONS.studio, clientChangesUntilHours },
    }).text;
  expect(says(24)).toContain("until 24 hours before the start.");
  expect(says(1)).toContain("until an hour before the start.");
  expect(says(0)).toContain("until the start.");
});

Deno.test("the confirmed mail says when the room opens, as the policy says", () => {
  expect(render("confirmed").text).toContain(
    "The room opens 10 minutes before the start.",
  );
  const early = (minutes: number) =>
    renderMail(mails().confirmed, {
      ...OPTIONS,
      joinPolicy: { earlyMs: minutes * 60_000, graceMs: 0 },
    }).text;
  expect(early(1)).toContain("The room opens 1 minute before the start.");
  expect(early(0)).toContain("The room opens at the start.");
});

Deno.test("the confirmed mail says what to prepare and how to test", () => {
  const { text } = render("confirmed");
  for (
    const word of [
      "light",
      "hair",
      "clean skin",
      "headphones",
      "Wi-Fi",
      "HOW TO TEST IT",
      "camera",
    ]
  ) {
    expect(text).toContain(word);
  }
});

Deno.test("the code is spaced, and is in no subject nor preview", () => {
  const mail = render("sign_in");
  expect(mail.text).toContain("\n    123 456\n");
  expect(parseHtml(mail.html).text).toContain("123 456");
  expect(mail.subject).not.toMatch(/\d/);
  expect(mail.html).not.toContain(CODE);
  expect(mail.text).toContain("until 17:00 Central European Standard Time");
});

Deno.test("attack: markup in people's words stays words", () => {
  const evil = `<script>alert(1)</script><img src=x onerror="alert(2)">'&amp;`;
  for (const kind of KINDS) {
    const mail = render(
      kind,
      { name: evil, note: evil, email: "a@b.example" },
      { reason: evil, artistName: evil, serviceName: evil },
    );
    // The strict parser would stumble over a tag; none of these may exist.
    const { tags } = parseHtml(mail.html);
    expect(tags.map(({ name }) => name)).not.toContain("script");
    expect(tags.map(({ name }) => name)).not.toContain("img");
  }
  const { html } = render("request_to_artist", { note: evil });
  expect(parseHtml(html).text).toContain(evil);
});

Deno.test("attack: a line break in a name adds no header", () => {
  const name = "Clara\r\nBcc: everyone@example.com\r\n\r\n<b>hi</b>";
  const { subject } = render("request_to_artist", { name });
  expect(subject).toBe(
    "New request: Bridal trial, Clara Bcc: everyone@example.com <b>hi</b>",
  );
});

Deno.test("attack: no name, of whomever and in whatever mail, adds a header or a line to a subject", () => {
  const evil = "Clara\r\nBcc: everyone@example.com\u2028\u0085x";
  for (const kind of KINDS) {
    const { subject, headers } = renderMail(
      mails({ name: evil }, { artistName: evil, serviceName: evil })[kind],
      { ...OPTIONS, studio: { ...OPTIONS.studio, name: evil } },
    );
    for (const value of [subject, ...Object.values(headers)]) {
      expect([kind, value]).toEqual([
        kind,
        expect.not.stringMatching(/[\p{Cc}\u2028\u2029]/u),
      ]);
    }
  }
});

Deno.test("attack: characters that turn or hide text do not reach a subject", () => {
  const name = "Cla\u202era\u200b\u2066 \u0000Ha\u00adas\ufeff\u2028x\u2069";
  expect(render("request_to_artist", { name }).subject).toBe(
    "New request: Bridal trial, Cla ra Ha as x",
  );
});

Deno.test("attack: a stranger's address gets no link or advertisement in the name's place", () => {
  for (
    const name of [
      "Win at http://evil.example",
      "evil.example",
      "www evil",
      "a@evil.example",
      "\u200b",
    ]
  ) {
    const mail = render("request_received", { name, note: "BUY NOW" });
    for (const body of [mail.subject, mail.text, mail.html]) {
      expect(body).not.toContain("evil");
      expect(body).not.toContain("BUY NOW");
    }
    expect(mail.text).toContain("\nHello,\n");
  }
  expect(render("confirmed", { name: "Dr. Anne-Zoë O'Neil" }).text)
    .toContain("\nHello Dr. Anne-Zoë O'Neil,\n");
});

Deno.test("attack: a note cannot pass for our own words in the plain text", () => {
  const note = "hi\n-- \nAtelier Vidal\r\nPay here:\u2028now";
  const { text } = render("request_to_artist", { note });
  expect(text).toContain("> hi\n> --\n> Atelier Vidal\n> Pay here:\n> now\n");
});

Deno.test("a subject is short, and never ends in half a character", () => {
  const { subject } = render("request_to_artist", {
    name: "Clara",
  }, { serviceName: "💄".repeat(500) });
  expect([...subject].length).toBe(120);
  expect(subject.endsWith("💄…")).toBe(true);
  expect(subject.isWellFormed()).toBe(true);
});

Deno.test("property: whatever people type, subjects are one visible line and the HTML is whole", () => {
  const words = fc.string({ unit: "binary", maxLength: 200 });
  fc.assert(fc.property(
    fc.constantFrom(...KINDS),
    words,
    words,
    words,
    (kind, name, note, reason) => {
      const mail = render(kind, { name, note }, { reason });
      expect(mail.subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect([...mail.subject].length).toBeLessThanOrEqual(120);
      parseHtml(mail.html);
      const links = mail.text.split("\n").filter((line) => line === LINK[kind]);
      expect(links.length).toBe(LINK[kind] === null ? 0 : 1);
    },
  ));
});

Deno.test("the longest mail fits one value of the store, 64 KiB", () => {
  const long = "Ä".repeat(50_000);
  for (const kind of KINDS) {
    const mail = render(kind, { note: long, name: long }, { reason: long });
    const size = new TextEncoder().encode(mail.html + mail.text).length;
    expect(size).toBeLessThan(30_000);
  }
});
