/** `+`, a country's code that does not begin with 0, and at most fifteen digits in all (ITU-T E.164). */
const E164 = /^\+[1-9]\d{7,14}$/;

export function isPhone(text: string): boolean {
  return E164.test(text);
}

/**
 * A number as people write it, with its country: `+49 (0)171 123-4567`,
 * `0049 171…`. Null for everything else: without the country's code nobody can
 * know whose it is.
 */
export function parsePhone(text: string): string | null {
  const typed = text.normalize("NFKC").trim();
  // What people put between digits, and nothing more: two numbers are none.
  if (!/^(?:\+|00)[\d\s()./\u2010-\u2015-]{7,30}$/.test(typed)) return null;
  const digits = typed.replace(/^00/, "+").replace(/\(0\)/, "")
    .replace(/[^\d+]/g, "");
  return isPhone(digits) ? digits : null;
}
