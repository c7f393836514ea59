/** What people type into single lines, notes and addresses, as it is kept. */

/**
 * Control characters can end a mail header; bidirectional overrides and
 * zero-width spaces can make a name look like another. The joiners U+200C and
 * U+200D stay: Persian names and some emoji are spelt with them.
 */
const INVISIBLE =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** More marks on one letter than any script writes: they paint over other lines. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** One line, without what cannot be seen. */
export function cleanLine(text: string): string {
  return text.normalize("NFC").replace(INVISIBLE, " ")
    .replace(PILED_MARKS, "$1").replace(/ {2,}/g, " ").trim();
}

/** The same for each of several lines, which end with `\n`. */
export function cleanLines(text: string): string {
  return text.replace(/\r\n?/g, "\n").split("\n").map(cleanLine).join("\n")
    .trim();
}

/** How people are called to their face: `Inès Vidal` → `Inès`. A short title such as `Dr.` keeps the whole name. */
export function firstName(name: string): string {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  return rest.length > 0 && first.endsWith(".") ? name.trim() : first;
}

const LONGEST_EMAIL = 254;

/** One address, as browsers understand `type=email` (HTML Standard, section 4.10.5.1.5). */
const EMAIL_SHAPE =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

/** One address as mail servers write it, or null if it is none. */
export function parseEmail(text: string): string | null {
  const email = withAsciiDomain(cleanLine(text));
  return email.length <= LONGEST_EMAIL && EMAIL_SHAPE.test(email)
    ? email
    : null;
}

/** `a@münchen.de` as mail servers write it, `a@xn--mnchen-3ya.de` (RFC 5891). */
function withAsciiDomain(email: string): string {
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1);
  // Only letters of other scripts: what is wrong in ASCII stays wrong.
  // deno-lint-ignore no-control-regex
  if (at === -1 || !/[^\x00-\x7f]/.test(domain)) return email;
  try {
    return `${email.slice(0, at)}@${new URL(`http://${domain}`).hostname}`;
  } catch {
    return email;
  }
}
