import { expect } from "expect";
import { readClient } from "@/lib/http/booking_form.ts";

const GOOD = {
  name: "Clara Haas",
  email: "clara@client.example",
  note: "",
  zone: "Europe/Berlin",
};

function read(change: Partial<typeof GOOD>) {
  return readClient(new URLSearchParams({ ...GOOD, ...change }));
}

function kept(change: Partial<typeof GOOD>) {
  const outcome = read(change);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.facts));
  return outcome.value;
}

function complaints(change: Partial<typeof GOOD>): string[] {
  const outcome = read(change);
  return outcome.ok ? [] : Object.keys(outcome.facts.fields ?? {});
}

Deno.test("a name keeps what its script needs: joiners, accents, emoji of several parts", () => {
  for (const name of ["نرگس‌سادات", "Zoë Müller-Ñandú", "👩‍👩‍👧 Ada"]) {
    expect(kept({ name }).name).toBe(name.normalize("NFC"));
  }
});

Deno.test("what cannot be seen cannot be booked with: overrides, zero-width spaces, control characters", () => {
  const name = "Cla\u202era\u200b\u2066 \u0000Ha\u00adas\r\nBcc: all@x.example";
  expect(kept({ name }).name).toBe("Cla ra Ha as Bcc: all@x.example");
  expect(complaints({ name: "\u200b\u202e\u2066" })).toEqual(["name"]);
});

Deno.test("marks are not piled up over other lines", () => {
  expect(kept({ name: `A${"\u0301".repeat(70)}` }).name.length).toBeLessThan(8);
});

Deno.test("an address in another script's domain is written as mail servers do", () => {
  expect(kept({ email: "a@münchen.de" }).email).toBe("a@xn--mnchen-3ya.de");
});

Deno.test("what is no address, or several, or a header, is refused", () => {
  for (
    const email of [
      "",
      "clara",
      "clara@",
      "@client.example",
      "clara@client",
      "a@b.example, c@d.example",
      "a@b.example\r\nBcc: c@d.example",
      `${"a".repeat(250)}@b.example`,
      "<a@b.example>",
    ]
  ) expect(complaints({ email })).toEqual(["email"]);
});

Deno.test("every field that is wrong is named at once", () => {
  expect(
    complaints({
      name: "",
      email: "x",
      note: "n".repeat(1001),
      zone: "Mars/Olympus",
    }).sort(),
  ).toEqual(["email", "name", "note", "zone"]);
});

Deno.test("a note keeps its lines", () => {
  expect(kept({ note: "dry skin\r\nallergic to lanolin\n" }).note)
    .toBe("dry skin\nallergic to lanolin");
});

Deno.test("ten megabytes of name are one complaint", () => {
  expect(complaints({ name: "n".repeat(10_000_000) })).toEqual(["name"]);
});
