import type { Client } from "@/lib/domain/consultation.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { isZone } from "@/lib/time/openings.ts";

const NAME = 80;
const EMAIL = 254;
const NOTE = 1000;

/** One address, as browsers understand `type=email` (HTML Standard, section 4.10.5.1.5). */
const EMAIL_SHAPE =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

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

/** The client's details from the booking form, or what is wrong with each. */
export function readClient(fields: URLSearchParams): Outcome<Client> {
  const name = clean(fields.get("name"));
  const email = withAsciiDomain(clean(fields.get("email")));
  const note = (fields.get("note") ?? "").replace(/\r\n?/g, "\n")
    .split("\n").map(clean).join("\n").trim();
  const zone = fields.get("zone") ?? "";
  const wrong: Record<string, string> = {};
  if (name === "") wrong.name = "Please tell us your name.";
  else if (name.length > NAME) wrong.name = `Use at most ${NAME} characters.`;
  if (email === "") wrong.email = "We need your email to send you the link.";
  else if (email.length > EMAIL || !EMAIL_SHAPE.test(email)) {
    wrong.email = "This does not look like an email address.";
  }
  if (note.length > NOTE) wrong.note = `Use at most ${NOTE} characters.`;
  if (!isZone(zone)) wrong.zone = "This time zone is unknown.";
  if (Object.keys(wrong).length > 0) {
    return refuse("invalid_input", { fields: wrong });
  }
  return { ok: true, value: { name, email, zone, note, phone: null } };
}

function clean(text: string | null): string {
  return (text ?? "").normalize("NFC").replace(INVISIBLE, " ")
    .replace(PILED_MARKS, "$1").replace(/ {2,}/g, " ").trim();
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
