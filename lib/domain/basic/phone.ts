import { bareIdentifier } from "./identifier.ts";

/** `+`, a country code that does not start with 0, and at most fifteen digits in all (ITU-T E.164). */
const E164 = /^\+[1-9]\d{7,14}$/;
/** Longer input is no number with something around it. */
const LONGEST_TYPED = 200;

export function isPhone(text: string): boolean {
  return E164.test(text);
}

/**
 * A number as people write or copy it, with its country code:
 * `+49 (0)171 123-4567`, `0049 171…`, `tel:+49171…`. Null for everything else:
 * without the country code the number is ambiguous.
 */
export function parsePhone(text: string): string | null {
  const typed = bareIdentifier(text.slice(0, LONGEST_TYPED))
    .replace(/^tel: ?/i, "");
  // Only the separators that people put between digits: two numbers in one
  // field are invalid.
  if (!/^(?:\+|00)[\d\s()./\u2010-\u2015-]{7,30}$/.test(typed)) return null;
  const digits = typed.replace(/^00/, "+").replace(/\(0\)/, "")
    .replace(/[^\d+]/g, "");
  return isPhone(digits) ? digits : null;
}
