import { expect } from "expect";
import { inGsm7, segments } from "@/lib/adapters/sms/gsm7.ts";
import { smsWords } from "@/lib/adapters/sms/sms_words.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Sms } from "@/lib/ports/mod.ts";
import { words } from "@/lib/words/mod.ts";

const OPTIONS = {
  studioName: "Atelier Rosewood",
  baseUrl: "https://visit.vidal.example",
  words: words(),
};
const secret = "_-Ab".repeat(10) + "xyz";

function about(change: Partial<Sms["consultation"]> = {}) {
  return {
    to: "+4915112345678",
    consultation: {
      id: "abcdefghijklmnopqrstuvwxyz" as ConsultationId,
      version: 1,
      artistName: "Inès Vidal",
      zone: "Europe/Berlin",
      startsAt: Date.parse("2026-11-22T16:15:00Z"),
      ...change,
    },
  };
}

const every = (change: Partial<Sms["consultation"]> = {}): Sms[] => [
  { ...about(change), kind: "confirmed", secret },
  { ...about(change), kind: "rescheduled", secret },
  { ...about(change), kind: "cancelled" },
  { ...about(change), kind: "reminder", reminder: "day", secret },
  { ...about(change), kind: "reminder", reminder: "soon", secret },
  { ...about(change), kind: "ready", secret },
];

Deno.test("the text of each SMS", () => {
  const link =
    `https://visit.vidal.example/c/abcdefghijklmnopqrstuvwxyz#${secret}`;
  const when = "Sunday 22 November 2026, 17:15 Central European Standard Time";
  expect(every().map((sms) => smsWords(sms, OPTIONS))).toEqual([
    `Atelier Rosewood: your consultation with Inès Vidal is confirmed for ${when}. Your link: ${link} Reply STOP to end`,
    `Atelier Rosewood: your consultation with Inès Vidal is now on ${when}. Your new link: ${link} Reply STOP to end`,
    `Atelier Rosewood: your consultation with Inès Vidal on ${when} is cancelled (ref. abcdef). Reply STOP to end`,
    `Atelier Rosewood: your consultation with Inès Vidal is coming up: ${when}. Your link: ${link} Reply STOP to end`,
    `Atelier Rosewood: your consultation with Inès Vidal starts soon, ${when}. Your link: ${link} Reply STOP to end`,
    `Atelier Rosewood: Inès Vidal is ready for you now: ${link} Reply STOP to end`,
  ]);
});

for (
  const [zone, artistName, studioName] of [
    ["Europe/Berlin", "Zoë Müller-Ñandú", "Łódź Beauté “Été”"],
    ["Australia/Lord_Howe", "A".repeat(80), "S".repeat(80)],
    ["Asia/Kathmandu", "Олена Коваль", "Ательє"],
    ["America/Sao_Paulo", "👩‍👩‍👧 Ada", "美妆工作室"],
    ["America/Argentina/ComodRivadavia", "نرگس", "{[~]}".repeat(20)],
    ["Africa/Abidjan", "\u202eInès\u200b", "x\r\nSTOP"],
  ] as const
) {
  Deno.test(`every SMS has at most two segments and a complete link: in ${zone}, with difficult names`, () => {
    const options = {
      ...OPTIONS,
      studioName,
      baseUrl: "https://consultations.a-longer-name.example",
    };
    for (const sms of every({ zone, artistName })) {
      const text = smsWords(sms, options);
      expect(segments(text)).toBeLessThanOrEqual(2);
      expect(inGsm7(text)).toBe(text);
      expect(text).not.toMatch(/[\r\n]/);
      expect(text.endsWith(" Reply STOP to end")).toBe(true);
      if ("secret" in sms) expect(text).toContain(`#${secret} `);
    }
  });
}

Deno.test("a name in another script is replaced by words that every phone can display", () => {
  const [text] = every({ artistName: "Олена Коваль" }).map((sms) =>
    smsWords(sms, { ...OPTIONS, studioName: "Ательє" })
  );
  expect(text).toMatch(
    /^visit\.vidal\.example: your consultation with your artist is/,
  );
});

Deno.test("segments are counted as carriers count them", () => {
  expect(segments("a".repeat(160))).toBe(1);
  expect(segments("a".repeat(161))).toBe(2);
  expect(segments("a".repeat(306))).toBe(2);
  expect(segments("a".repeat(307))).toBe(3);
  expect(segments("€".repeat(80))).toBe(1);
  expect(segments("€".repeat(81))).toBe(2);
  expect(segments("я".repeat(70))).toBe(1);
  expect(segments("я".repeat(71))).toBe(2);
});
