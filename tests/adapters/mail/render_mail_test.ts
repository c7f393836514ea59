import { expect } from "expect";
import fc from "fast-check";
import { renderMail } from "@/lib/adapters/mail/render_mail.tsx";
import { entryForClient } from "@/lib/domain/calendar/calendar_entry.ts";
import { calendarLinks } from "@/lib/domain/calendar/calendar_links.ts";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { words } from "@/lib/words/mod.ts";
import { START } from "@/tests/_support/a_consultation.ts";
import { parseHtml } from "./_html.ts";
import {
  type AnyMail,
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
  request_received: `${BASE}/c/${ID}#${SECRET}`,
  withdrawn_to_artist: `${BASE}/artist`,
  request_to_artist: `${BASE}/artist/consultations/${ID}`,
  missed: `${BASE}/book`,
  requests_to_artist: `${BASE}/artist`,
  confirmed: `${BASE}/c/${ID}#${SECRET}`,
  declined: `${BASE}/book`,
  rescheduled: `${BASE}/c/${ID}#${SECRET}`,
  rescheduled_to_artist: `${BASE}/artist/consultations/${ID}`,
  cancelled: `${BASE}/book`,
  cancelled_to_artist: `${BASE}/artist`,
  expired: `${BASE}/book`,
  reminder: `${BASE}/c/${ID}#${SECRET}`,
  ready: `${BASE}/c/${ID}#${SECRET}`,
  link_again: `${BASE}/c/${ID}#${SECRET}`,
  summary: `${BASE}/c/${ID}#${SECRET}`,
  look_sheet: `${BASE}/c/${ID}#${SECRET}`,
  codes_refused: `${BASE}/sign-in`,
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
    { status: "confirmed", changedAt: START, words: words().calendar },
  ),
  BASE,
);
/** Links besides a mail's main action. */
const OTHER: Record<Kind, readonly string[]> = {
  request_received: [],
  withdrawn_to_artist: [],
  request_to_artist: [],
  missed: [],
  requests_to_artist: [],
  confirmed: [google, outlook],
  declined: [],
  rescheduled: [google, outlook],
  rescheduled_to_artist: [],
  cancelled: [],
  cancelled_to_artist: [],
  expired: [],
  reminder: [STOP],
  ready: [],
  link_again: [],
  summary: [],
  look_sheet: [],
  codes_refused: [],
  sign_in: [],
};
const render = (
  kind: Kind,
  ...about: Parameters<typeof mails>
) => renderMail(mails(...about)[kind], OPTIONS);

for (const kind of KINDS) {
  Deno.test(`${kind}: the HTML is well formed and says what the plain text says`, () => {
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

  Deno.test(`${kind}: every link leads to the right place, and has its own line in the text`, () => {
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

  Deno.test(`${kind}: styles are inline, and dark colours use a media query`, () => {
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

  Deno.test(`${kind}: the same mail always has the same bytes`, () => {
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

Deno.test("clients read times in their own zone, artists in theirs, both named", () => {
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
      "link_again",
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

Deno.test("no mail states a time without its zone", () => {
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

Deno.test("a new time is shown beside the previous one", () => {
  const before =
    "Before: Friday 20 November 2026, 10:00–10:45 Eastern Standard Time\n";
  expect(render("rescheduled").text).toContain(before);
  expect(render("rescheduled_to_artist").text).toContain(
    "Before: Friday 20 November 2026, 16:00–16:45 Central European Standard Time\n",
  );
});

/** No program may answer: RFC 3834, section 5, and Exchange's own header. */
const AUTOMATIC = {
  "Auto-Submitted": "auto-generated",
  "X-Auto-Response-Suppress": "All",
};

Deno.test("every mail says that no program may answer it, and only reminders can be stopped from the mail client", () => {
  for (const kind of KINDS) {
    const { headers } = render(kind);
    expect([kind, headers]).toEqual([
      kind,
      kind === "reminder"
        ? {
          ...AUTOMATIC,
          "List-Unsubscribe": `<${STOP}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        : AUTOMATIC,
    ]);
  }
});

Deno.test("the artist's mail has the client's answers and the number of photos, but no photo", () => {
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
  expect(render("request_to_artist").text).not.toMatch(/photo|answers/);
});

Deno.test("the latest time to join is stated in the client's zone", () => {
  expect(render("ready").text).toContain(
    "until Sunday 22 November 2026, 12:00 Eastern Standard Time.",
  );
});

Deno.test("the deadline for moving or cancelling is stated as the studio set it", () => {
  const confirmed = (clientChangesUntilHours: number) =>
    renderMail(mails().confirmed, {
      ...OPTIONS,
      studio: { ...OPTIONS.studio, clientChangesUntilHours },
    }).text;
  expect(confirmed(24)).toContain(
    "until 24 hours before the start: Saturday 21 November 2026, 11:00 Eastern Standard Time.",
  );
  expect(confirmed(1)).toContain(
    "until 1 hour before the start: Sunday 22 November 2026, 10:00 Eastern Standard Time.",
  );
  expect(confirmed(0)).toContain("until the start.");
});

Deno.test("a time that was agreed too close to its start promises no changes online", () => {
  const agreed = (before: number) =>
    render("confirmed", {}, { agreedAt: START - before }).text;
  expect(agreed(24 * HOUR)).toContain("move or cancel it, until 24 hours");
  const late = agreed(24 * HOUR - 1);
  expect(late).toContain(
    "This consultation starts too soon to move or cancel it online.",
  );
  expect(late).not.toContain("24 hours");
  const moved = render("rescheduled", {}, { agreedAt: START - HOUR }).text;
  expect(moved).toContain(
    "This consultation starts too soon to move or cancel it online.",
  );
});

Deno.test("after a client's move both mails say that nobody has to agree, and by which rule", () => {
  const byClient = { ...mails().rescheduled, by: "client" } as AnyMail;
  const client = renderMail(byClient, OPTIONS);
  expect(client.text).toContain("Inès Vidal has an email about it");
  expect(render("rescheduled").text).not.toContain("agree");
  const artist = render("rescheduled_to_artist").text;
  expect(artist).toContain("You don’t need to agree: the studio lets clients");
  expect(artist).toContain("until 24 hours before the start.");
  const byStudio = { ...mails().rescheduled_to_artist, by: "admin" } as AnyMail;
  expect(renderMail(byStudio, OPTIONS).text).not.toContain("agree");
});

Deno.test("clients are greeted by their first name", () => {
  expect(render("confirmed", { name: "Clara Haas" }).text)
    .toContain("\nHello Clara,\n");
});

Deno.test("the confirmation says when the room opens, following the policy", () => {
  expect(render("confirmed").text).toContain(
    "The room opens 10 minutes before the start.",
  );
  const early = (minutes: number) =>
    renderMail(mails().confirmed, {
      ...OPTIONS,
      joinPolicy: { earlyMs: minutes * 60_000, graceMs: 0 },
    }).text;
  expect(early(1)).toContain("The room opens 1 minute before the start.");
  expect(early(0)).toContain("The room opens at the start time.");
});

Deno.test("the confirmation says what to prepare and how to test the devices", () => {
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

Deno.test("a service's own tips replace the general ones about the face, in the confirmation and the reminder", () => {
  const { confirmed, reminder } = mails();
  for (const mail of [confirmed, reminder]) {
    if (mail?.kind !== "confirmed" && mail?.kind !== "reminder") {
      throw new Error(`${mail?.kind} is another mail`);
    }
    const { text } = renderMail({
      ...mail,
      consultation: {
        ...mail.consultation,
        prepare: "Have your brushes at hand.\nShow us your dress.",
      },
    }, OPTIONS);
    for (const tip of ["your brushes", "your dress", "light", "headphones"]) {
      expect(text).toContain(tip);
    }
    expect(text).not.toContain("clean skin");
  }
});

Deno.test("the code is spaced, and is in neither subject nor preview", () => {
  const mail = render("sign_in");
  expect(mail.text).toContain("\n    123 456\n");
  expect(parseHtml(mail.html).text).toContain("123 456");
  expect(mail.subject).not.toMatch(/\d/);
  expect(mail.html).not.toContain(CODE);
  expect(mail.text).toContain("until 17:00 Central European Standard Time");
});

Deno.test("attack: markup in people's input stays text", () => {
  const evil = `<script>alert(1)</script><img src=x onerror="alert(2)">'&amp;`;
  for (const kind of KINDS) {
    const mail = render(
      kind,
      { name: evil, note: evil, email: "a@b.example" },
      { reason: evil, artistName: evil, serviceName: evil },
    );
    // The strict parser would fail on a tag; none of these may exist.
    const { tags } = parseHtml(mail.html);
    expect(tags.map(({ name }) => name)).not.toContain("script");
    expect(tags.map(({ name }) => name)).not.toContain("img");
  }
  const { html } = render("request_to_artist", { note: evil });
  expect(parseHtml(html).text).toContain(evil);
});

Deno.test("attack: a line break in a name does not add a header", () => {
  const name = "Clara\r\nBcc: everyone@example.com\r\n\r\n<b>hi</b>";
  const { subject } = render("request_to_artist", { name });
  expect(subject).toBe(
    "New request: Bridal trial, Clara Bcc: everyone@example.com <b>hi</b>",
  );
});

Deno.test("attack: no name in any mail adds a header or a line to a subject", () => {
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

Deno.test("attack: characters that reverse or hide text do not reach a subject", () => {
  const name = "Cla\u202era\u200b\u2066 \u0000Ha\u00adas\ufeff\u2028x\u2069";
  expect(render("request_to_artist", { name }).subject).toBe(
    "New request: Bridal trial, Cla ra Ha as x",
  );
});

Deno.test("attack: a link or an advertisement in place of a name does not reach a stranger's address", () => {
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

Deno.test("attack: a note cannot imitate our own text in the plain text", () => {
  const note = "hi\n-- \nAtelier Vidal\r\nPay here:\u2028now";
  const { text } = render("request_to_artist", { note });
  expect(text).toContain("> hi\n> --\n> Atelier Vidal\n> Pay here:\n> now\n");
});

Deno.test("a subject is short and never ends in half a character", () => {
  const { subject } = render("request_to_artist", {
    name: "Clara",
  }, { serviceName: "💄".repeat(500) });
  expect([...subject].length).toBe(120);
  expect(subject.endsWith("💄…")).toBe(true);
  expect(subject.isWellFormed()).toBe(true);
});

Deno.test("property: for any input, subjects are one visible line and the HTML is well formed", () => {
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

Deno.test("the longest mail fits into one value of the store, 64 KiB", () => {
  const long = "Ä".repeat(50_000);
  for (const kind of KINDS) {
    const mail = render(kind, { note: long, name: long }, { reason: long });
    const size = new TextEncoder().encode(mail.html + mail.text).length;
    expect(size).toBeLessThan(30_000);
  }
});

Deno.test("a summary that an older version wrote has no link to the page, and offers another time", () => {
  const { secret: _, ...older } = mails().summary as
    & AnyMail
    & { kind: "summary" };
  const { text } = renderMail(older, OPTIONS);
  expect(text).toContain(`Book another time:\n${BASE}/book`);
  expect(text).not.toContain("/c/");
});

Deno.test("the look sheet is in the mail as text, in order, with what is filled in", () => {
  const { text, subject } = render("look_sheet");
  expect(subject).toBe("Your look sheet from Inès Vidal");
  expect(text).toContain("> Less than you think, and blend upwards.");
  expect(text).toContain(
    "1. SKIN\n\n> Press in two drops with your fingers.\n\n" +
      "Product: Tinted serum\nShade: Neutral 3\nNote: Only where you need it.\n\n" +
      "2. LIPS\n\nProduct: Lipstick\nShade: Rosewood\n\n",
  );
});

Deno.test("the look sheet's mail says how many photos are attached, and how many more are on the page", () => {
  const mail = mails().look_sheet as AnyMail & { kind: "look_sheet" };
  const file = {
    filename: "photo-1.jpg",
    contentType: "image/jpeg",
    content: Uint8Array.of(1),
  };
  const withPhotos = (files: number, more: number) =>
    renderMail(mail, {
      ...OPTIONS,
      photos: { files: Array(files).fill(file), more },
    });
  const { text, attachments } = withPhotos(2, 3);
  expect(attachments).toEqual([file, file]);
  expect(text).toContain("The 2 photos for it are attached.");
  expect(text).toContain("3 more photos are on your page.");
  expect(text).toContain(`Open your page:\n${BASE}/c/`);
  expect(withPhotos(1, 0).text).toContain("The photo for it is attached.");
  expect(withPhotos(0, 1).text).toContain("One photo is on your page.");
  expect(withPhotos(0, 0).text).not.toContain("photo");
});

Deno.test("a look sheet without a word names its photos, and has no empty part", () => {
  const mail = mails().look_sheet as AnyMail & { kind: "look_sheet" };
  const file = {
    filename: "photo-1.jpg",
    contentType: "image/jpeg",
    content: Uint8Array.of(1),
  };
  const { html, text } = renderMail(
    { ...mail, look: { title: "", summary: "", steps: [] } },
    { ...OPTIONS, photos: { files: [file, file], more: 0 } },
  );
  for (const written of [html, text]) {
    expect(written).toContain("Inès Vidal chose photos for your look sheet.");
    expect(written).not.toContain("wrote this down");
  }
  expect(html).not.toMatch(/<(blockquote|dl|table|ul|ol)[^>]*><\//);
  expect(text).not.toMatch(/^>\s*$|\n{3}/m);
});

Deno.test("attack: markup and hidden characters in a look sheet are text in the mail", () => {
  const mail = mails().look_sheet as AnyMail & { kind: "look_sheet" };
  const evil = "<img src=x onerror=alert(1)>\u202e<script>";
  const { html, text } = renderMail({
    ...mail,
    look: {
      title: evil,
      summary: evil,
      steps: [{
        area: "other",
        text: evil,
        product: evil,
        shade: evil,
        note: evil,
      }],
    },
  }, OPTIONS);
  const { tags } = parseHtml(html);
  expect(tags.filter(({ name }) => /^(?:img|script)$/.test(name))).toEqual([]);
  expect(html + text).not.toContain("\u202e");
});
