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
 * zero-width characters can make a name look like another.
 */
const INVISIBLE =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The client's details from the booking form, or what is wrong with each. */
export function readClient(fields: URLSearchParams): Outcome<Client> {
  const name = clean(fields.get("name"));
  const email = clean(fields.get("email"));
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
  return { ok: true, value: { name, email, zone, note } };
}

function clean(text: string | null): string {
  return (text ?? "").replace(INVISIBLE, " ").replace(/ {2,}/g, " ").trim();
}
