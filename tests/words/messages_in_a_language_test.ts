import { expect } from "expect";
import { renderMail } from "@/lib/adapters/mail/render_mail.tsx";
import { smsWords } from "@/lib/adapters/sms/sms_words.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Sms } from "@/lib/ports/mod.ts";
import {
  formatDateTime,
  formatTime,
  formatWhen,
  formatZone,
} from "@/lib/time/format.ts";
import { type Kind, mails, OPTIONS } from "@/tests/adapters/mail/_mails.ts";
import { parseHtml } from "@/tests/adapters/mail/_html.ts";
import { START } from "@/tests/_support/a_consultation.ts";
import { marked, unmarked } from "./_marked.ts";

const REASON = "I am away that week.";
const NOTE = "Two lines.";
const ANSWER = { label: "Skin", answer: "Dry" };
const about = mails({ note: NOTE }, {
  reason: REASON,
  intake: [ANSWER],
  photos: ["a"] as never,
});

/** What a mail holds besides the product's own sentences. */
function valuesOf(kind: Kind): string[] {
  const mail = about[kind];
  const { studio, joinPolicy } = OPTIONS;
  const values = [
    formatTime(START, studio.zone),
    formatZone(START, studio.zone),
    "123 456",
  ];
  if (!("consultation" in mail)) return values;
  const { artistName, artistZone, serviceName, client, startsAt, endsAt } =
    mail.consultation;
  const times = [client.zone, artistZone].flatMap((zone) => [
    formatWhen({ startsAt, endsAt }, zone),
    ...("before" in mail
      ? [
        formatWhen(
          { startsAt: mail.before.from, endsAt: mail.before.to },
          zone,
        ),
      ]
      : []),
    formatDateTime(endsAt + joinPolicy.graceMs, zone),
  ]);
  const word = "word" in mail ? mail.word : REASON;
  const own = [artistName, serviceName, client.name, client.email, word];
  // What the artist wrote; the steps' areas are words of the catalogue.
  const look = "look" in mail
    ? [
      mail.look.title,
      mail.look.summary,
      ...mail.look.steps.flatMap(({ area: _, ...texts }) =>
        Object.values(texts)
      ),
    ].filter((text) => text !== "")
    : [];
  return [...values, ...times, ...own, ...look, NOTE, ...Object.values(ANSWER)];
}

for (const kind of Object.keys(about) as Kind[]) {
  Deno.test(`${kind}: every sentence of the mail comes from the catalogue, and the page says its language`, () => {
    const mail = renderMail(about[kind], { ...OPTIONS, words: marked });
    const { tags, text } = parseHtml(mail.html);
    const values = valuesOf(kind);
    for (const part of [mail.subject, text, mail.text]) {
      const withoutLinks = part.replace(/https:\S+/g, "");
      expect(unmarked(withoutLinks, values)).toBe("");
    }
    expect(tags.find(({ name }) => name === "html")?.attributes["lang"])
      .toBe("xx");
  });
}

Deno.test("every sentence of a text message comes from the catalogue", () => {
  const consultation = {
    id: "abcdefghijklmnopqrstuvwxyz",
    version: 1,
    artistName: "Ines",
    zone: "Europe/Berlin",
    startsAt: START + MINUTE,
  };
  const base = { to: "+4915112345678", consultation, secret: "s" };
  const every = [
    { ...base, kind: "confirmed" },
    { ...base, kind: "rescheduled" },
    { ...base, kind: "cancelled" },
    { ...base, kind: "reminder", reminder: "day" },
    { ...base, kind: "reminder", reminder: "soon" },
    { ...base, kind: "ready" },
  ] as Sms[];
  for (const sms of every) {
    const text = smsWords(sms, {
      studioName: "Atelier",
      baseUrl: OPTIONS.baseUrl,
      words: marked,
    });
    // The outer sentence is around the inner one: the marks are nested.
    expect(text).toMatch(/^«Atelier: «[^»]*» Reply STOP to end»$/);
  }
});

Deno.test("an artist whose name a text message cannot write is named in the same language", () => {
  const sms = {
    to: "+4915112345678",
    kind: "ready",
    secret: "s",
    consultation: {
      id: "abcdefghijklmnopqrstuvwxyz",
      version: 1,
      artistName: "Олена",
      zone: "Europe/Berlin",
      startsAt: START,
    },
  } as Sms;
  const options = { studioName: "Atelier", baseUrl: OPTIONS.baseUrl };
  expect(smsWords(sms, { ...options, words: marked })).toContain(
    "«your artist»",
  );
});
