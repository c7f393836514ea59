/**
 * Reads what a person typed or pasted as an identifier: an address, a number, a
 * code, a secret, a zone. Other programs put characters around it and into it
 * that nobody sees; inside an identifier these mean nothing.
 */
import { trimEnd } from "./trim_end.ts";

/**
 * Characters without a glyph: direction marks around numbers copied from
 * Contacts, zero-width spaces, soft hyphens (all of `Cf`), variation selectors,
 * Hangul fillers (`Default_Ignorable_Code_Point`, Unicode UAX #44).
 */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Also no-break spaces, line breaks, controls, and the blank Braille pattern. */
const SPACES = /[\s\p{Cc}\u2800]+/gu;

/** Digits that keyboards for Arabic, Persian and Hindi type, by their zero. NFKC reads full-width ones. */
const ZEROS = [0x0660, 0x06f0, 0x0966] as const;
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

/** Quotes, brackets and marks that a sentence or a mail program puts around an identifier. */
const BEFORE = /^[\s"'`\u2018-\u201f\u2039\u203a\u00ab\u00bb<([{*_]+/u;
const AFTER = /[\s"'`\u2018-\u201f\u2039\u203a\u00ab\u00bb>)\]}*_.,;:!?]/;

/** Longer texts are no identifiers, whatever stands in them. */
const LONGEST = 1_000;

/** One line without invisible characters, full-width letters as plain ones, single spaces. */
export function visibleLine(text: string): string {
  return text.normalize("NFKC").replace(INVISIBLE, "").replace(SPACES, " ")
    .trim();
}

/** The same, with plain digits and without what stands around the identifier. */
export function bareIdentifier(text: string): string {
  const line = asciiDigits(visibleLine(text.slice(0, LONGEST)));
  return trimEnd(line.replace(BEFORE, ""), AFTER);
}

/** The six digits of a code, however they are grouped or introduced; null if there are not six. */
export function readCode(text: string): string | null {
  const digits = asciiDigits(visibleLine(text)).replace(/\D/g, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}

function asciiDigits(text: string): string {
  return text.replace(OTHER_DIGITS, (digit) => {
    const point = digit.codePointAt(0)!;
    return String(point - ZEROS.findLast((zero) => zero <= point)!);
  });
}
