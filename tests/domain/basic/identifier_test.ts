import { expect } from "expect";
import { emailKey, parseEmail } from "@/lib/domain/basic/email.ts";
import { readCode, visibleLine } from "@/lib/domain/basic/identifier.ts";
import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import { parsePhone } from "@/lib/domain/basic/phone.ts";

/** What other programs put into and around what people copy. */
const INVISIBLE = [
  ["an embedding of direction", "\u202a", "\u202c"],
  ["an isolate of direction", "\u2068", "\u2069"],
  ["a left-to-right mark", "\u200e", ""],
  ["a right-to-left mark", "\u200f", "\u200f"],
  ["a zero-width space", "\u200b", "\u200b"],
  ["a zero-width joiner", "\u200d", ""],
  ["a word joiner", "\u2060", "\u2060"],
  ["a soft hyphen", "\u00ad", ""],
  ["a byte order mark", "\ufeff", ""],
  ["an Arabic letter mark", "\u061c", ""],
  ["a Mongolian vowel separator", "\u180e", ""],
  ["a variation selector", "\ufe0d", "\ufe0f"],
  ["a Hangul filler", "\u3164", "\u115f"],
  ["a Hangul jungseong filler", "\u1160", "\uffa0"],
  ["a grapheme joiner", "\u034f", ""],
  ["a tag character", "\u{e0041}", ""],
] as const;

const KINDS: readonly (readonly [
  kind: string,
  read: (text: string) => string | null,
  plain: string,
])[] = [
  ["a phone number", parsePhone, "+4915112345678"],
  ["an address", parseEmail, "anna@studio.example"],
  ["an address that is looked up", emailKey, "anna@studio.example"],
  ["a code", readCode, "123456"],
  ["a secret", readLinkSecret, "mS9dQ0ZtYx3kq1Vb7nWcUe4RjLpHaGfT2oIiKzXw5-_"],
];

for (const [kind, read, plain] of KINDS) {
  for (const [name, before, after] of INVISIBLE) {
    Deno.test(`${kind} is read with ${name} around it and in it`, () => {
      const middle = `${plain.slice(0, 5)}${before}${plain.slice(5)}`;
      expect(read(`${before}${plain}${after}`)).toBe(plain);
      expect(read(middle)).toBe(plain);
    });
  }
  Deno.test(`${kind} is read with spaces, quotes and brackets around it`, () => {
    for (
      const [before, after] of [
        [" ", " "],
        ["\u00a0", "\u202f"],
        ["\t", "\r\n"],
        ["\u3000", "\u2800"],
        ["“", "”"],
        ["„", "“"],
        ["«\u00a0", "\u00a0»"],
        ["'", "',"],
        ["<", ">"],
        ["(", ")."],
        ["*", "*"],
      ] as const
    ) expect(read(`${before}${plain}${after}`)).toBe(plain);
  });
}

const wide = (text: string) =>
  text.replace(
    /[!-~]/g,
    (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0),
  );

Deno.test("full-width text is read as plain text", () => {
  expect(parsePhone(wide("+49 151 12345678"))).toBe("+4915112345678");
  expect(parseEmail(wide("anna@studio.example"))).toBe("anna@studio.example");
  expect(readCode(wide("123456"))).toBe("123456");
});

Deno.test("digits of Arabic, Persian and Hindi keyboards are digits", () => {
  for (const digits of ["١٢٣٤٥٦", "۱۲۳۴۵۶", "१२३४५६"]) {
    expect(readCode(digits)).toBe("123456");
    expect(parsePhone(`+49151${digits}`)).toBe("+49151123456");
  }
});

for (
  const typed of [
    "Anna@Studio.Example",
    "mailto:anna@studio.example",
    "MAILTO:anna@studio.example?subject=Hello",
    "<mailto:anna@studio.example>",
    "Anna Smith <anna@studio.example>",
    "“Anna, Smith” <Anna@studio.example>",
    "'anna@studio.example';",
    "anna @studio.example",
    "anna@ studio.example",
    "anna@studio.example.",
  ]
) {
  Deno.test(`${JSON.stringify(typed)} is the address anna@studio.example`, () => {
    expect(parseEmail(typed)).toBe("anna@studio.example");
    expect(emailKey(typed)).toBe("anna@studio.example");
  });
}

for (
  const typed of [
    "anna@münchen-studio.example",
    "anna@MÜNCHEN-studio.example",
    "anna@mu\u0308nchen-studio.example",
    "anna@xn--mnchen-studio-wob.example",
    "anna@XN--MNCHEN-studio-wob.example",
    "anna@münchen-studio。example",
  ]
) {
  Deno.test(`${JSON.stringify(typed)} has the domain that mail servers write`, () => {
    expect(parseEmail(typed)).toBe("anna@xn--mnchen-studio-wob.example");
    expect(emailKey(typed)).toBe("anna@xn--mnchen-studio-wob.example");
  });
}

for (
  const typed of [
    "",
    "anna",
    "anna@studio",
    "anna smith@studio.example",
    "anna@studio.example thanks",
    "anna@studio.example, mara@client.example",
    "anna@studio.example mara@client.example",
    "anna@studio.example\r\nBcc: mara@client.example",
    "Anna <anna@studio.example> <mara@client.example>",
    "anna@münchen.example/x",
    "anna@münchen.example:25",
    "anna@mü nchen.example",
    `${"a".repeat(300)}@studio.example`,
    `anna@studio.example${" ".repeat(100_000)}`,
  ]
) {
  Deno.test(`${JSON.stringify(typed.slice(0, 60))} is not one address`, () => {
    expect(parseEmail(typed)).toBe(null);
  });
}

for (
  const typed of [
    "123 456",
    "123-456",
    "123–456",
    "123\u00a0456",
    "1 2 3 4 5 6",
    "Code: 123456.",
    "Your code is 123 456",
  ]
) {
  Deno.test(`${JSON.stringify(typed)} is the code 123456`, () => {
    expect(readCode(typed)).toBe("123456");
  });
}

Deno.test("more or fewer than six digits are no code", () => {
  for (const typed of ["", "12345", "1234567", "code", "123456 or 654321"]) {
    expect(readCode(typed)).toBe(null);
  }
});

Deno.test("what is left is one line, as it is shown again", () => {
  expect(visibleLine(" \u200eAnna\u00a0 Smith\u202c\n")).toBe("Anna Smith");
});
