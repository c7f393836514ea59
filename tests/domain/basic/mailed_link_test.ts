import { expect } from "expect";
import {
  readConsultationId,
  readLinkSecret,
  readMailedLink,
} from "@/lib/domain/basic/mailed_link.ts";

const ID = "abcdefghijklmnopqrstuvwxy2";
const SECRET = "mS9dQ0ZtYx3kq1Vb7nWcUe4RjLpHaGfT2oIiKzXw5-_";

const DAMAGE: readonly (readonly [what: string, damaged: string])[] = [
  ["whole", SECRET],
  ["with its number sign", `#${SECRET}`],
  ["percent-encoded", `%23${SECRET}`],
  ["percent-encoded twice", `%2523${SECRET}`],
  ["followed by a full stop", `#${SECRET}.`],
  ["in angle brackets", `#${SECRET}>`],
  ["in brackets", `#${SECRET})`],
  ["followed by a comma and a word", `#${SECRET}, thanks`],
  ["in quotes, encoded", `#${SECRET}%22`],
  ["with a zero-width space", `#${SECRET}\u200b`],
  ["with direction marks, encoded", `#%E2%80%8E${SECRET}%E2%80%AC`],
  ["with a soft hyphen and a variation selector", `#\u00ad${SECRET}\ufe0f`],
  ["wrapped over two lines", `#${SECRET.slice(0, 20)}\r\n ${SECRET.slice(20)}`],
  ["wrapped, encoded", `#${SECRET.slice(0, 20)}%0D%0A${SECRET.slice(20)}`],
  ["quoted-printable", `#${SECRET.slice(0, 20)}=\n${SECRET.slice(20)}`],
  ["with a gateway's parameters", `#${SECRET}&utm_source=mail`],
  ["with an escaped ampersand", `#${SECRET}&amp;utm_source=mail`],
  ["with a query behind it", `#${SECRET}?x=1`],
  ["with a slash", `#${SECRET}/`],
];

for (const [what, damaged] of DAMAGE) {
  Deno.test(`a link's secret is read: ${what}`, () => {
    expect(readLinkSecret(damaged)).toBe(SECRET);
  });
}

Deno.test("there is no secret in nothing, and an overlong text ends somewhere", () => {
  expect(readLinkSecret("")).toBe("");
  expect(readLinkSecret("#")).toBe("");
  expect(readLinkSecret("%E0%A4%A")).not.toContain("%");
  expect(readLinkSecret(`#${"a".repeat(1_000_000)}`).length).toBe(43);
});

const ADDRESSES: readonly (readonly [pathname: string, search: string])[] = [
  [`/c/${ID}%23${SECRET}`, ""],
  [`/c/${ID}%2523${SECRET}`, ""],
  [`/c/${ID}%23${SECRET}.`, ""],
  [`/c/${ID}%23${SECRET}%3E`, ""],
  [`/c/${ID}%23${SECRET}`, "?utm_source=gateway"],
  [`/c/${ID}`, `?utm_source=gateway%23${SECRET}`],
  [`/c/${ID}/%23${SECRET}`, ""],
  [`/c/${ID.toUpperCase()}%23${SECRET}`, ""],
  [`/c/${ID}%E2%80%8B%23${SECRET}%E2%80%8B`, ""],
];

for (const [pathname, search] of ADDRESSES) {
  Deno.test(`the secret in ${pathname}${search} is put back into the fragment`, () => {
    const link = readMailedLink({ pathname, search });
    expect(link).toEqual({ path: `/c/${ID}`, secret: SECRET });
  });
}

Deno.test("a sign-in link is read in the same way", () => {
  for (
    const pathname of [
      `/sign-in/link%23${SECRET}`,
      `/sign-in/link%2523${SECRET}).`,
    ]
  ) {
    expect(readMailedLink({ pathname, search: "" }))
      .toEqual({ path: "/sign-in/link", secret: SECRET });
  }
});

Deno.test("an address whose fragment was lost leads to its page", () => {
  for (
    const damaged of [
      `/c/${ID}.`,
      `/c/${ID}%3E`,
      `/c/${ID}%20`,
      `/c/${ID}/`,
      `/c/${ID.toUpperCase()}`,
      `/c/${ID}&utm_source=x`,
    ]
  ) {
    expect([damaged, readMailedLink({ pathname: damaged, search: "" })])
      .toEqual([damaged, { path: `/c/${ID}`, secret: "" }]);
  }
  expect(readMailedLink({ pathname: "/sign-in/link.", search: "" }))
    .toEqual({ path: "/sign-in/link", secret: "" });
});

Deno.test("whole addresses, pages below and other pages are left alone", () => {
  for (
    const pathname of [
      `/c/${ID}`,
      `/c/${ID}/move`,
      `/c/${ID}/calendar.ics`,
      "/sign-in/link",
      "/sign-in/linked",
      "/book",
      "/c/",
      "/c/short",
      `/c/${ID}7`,
    ]
  ) {
    expect([pathname, readMailedLink({ pathname, search: "?zone=UTC" })])
      .toEqual([pathname, null]);
  }
});

Deno.test("an id is read at the start of the text only", () => {
  expect(readConsultationId(`${ID})`)).toBe(ID);
  expect(readConsultationId(`x/${ID}`)).toBe(null);
});
