import { expect } from "expect";
import { cleanLine, oneLine } from "@/lib/domain/basic/plain_text.ts";

const UNWANTED = [
  ["a control character", "\u0007"],
  ["a line break", "\n"],
  ["a control character of the second set", "\u0085"],
  ["a soft hyphen", "\u00ad"],
  ["an Arabic letter mark", "\u061c"],
  ["a space without width", "\u200b"],
  ["a mark of direction", "\u200f"],
  ["a line separator", "\u2028"],
  ["an override of direction", "\u202e"],
  ["a word joiner", "\u2060"],
  ["an isolate of direction", "\u2066"],
  ["a deprecated format character", "\u206f"],
  ["a byte order mark", "\ufeff"],
  ["an annotation", "\ufff9"],
] as const;

for (const [name, character] of UNWANTED) {
  Deno.test(`${name} is neither stored nor mailed`, () => {
    expect(cleanLine(`Ma${character}ra`)).toBe("Ma ra");
    expect(oneLine(`Ma${character}ra`)).toBe("Ma ra");
  });
}

for (
  const [name, text] of [
    ["Persian", "می\u200cخواهم"],
    ["an emoji of several", "👩\u200d🎨"],
    ["Mongolian", "ᠬᠠᠷ\u180eᠠ"],
  ] as const
) {
  Deno.test(`${name} is stored as it is spelt, and its joiners are not mailed`, () => {
    expect(cleanLine(text)).toBe(text.normalize("NFC"));
    expect(oneLine(text)).not.toMatch(/[\u180e\u200c\u200d]/u);
  });
}
