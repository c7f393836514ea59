import type { Client } from "@/lib/domain/consultation.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { cleanLine, cleanLines, parseEmail } from "@/lib/domain/plain_text.ts";
import { isZone } from "@/lib/time/openings.ts";

const NAME = 80;
const NOTE = 1000;

/** The client's details from the booking form, or what is wrong with each. */
export function readClient(fields: URLSearchParams): Outcome<Client> {
  const name = cleanLine(fields.get("name") ?? "");
  const typedEmail = fields.get("email") ?? "";
  const email = parseEmail(typedEmail);
  const note = cleanLines(fields.get("note") ?? "");
  const zone = fields.get("zone") ?? "";
  const wrong: Record<string, string> = {};
  if (name === "") wrong.name = "Please tell us your name.";
  else if (name.length > NAME) wrong.name = `Use at most ${NAME} characters.`;
  if (email === null) {
    wrong.email = cleanLine(typedEmail) === ""
      ? "We need your email to send you the link."
      : "This does not look like an email address.";
  }
  if (note.length > NOTE) wrong.note = `Use at most ${NOTE} characters.`;
  if (!isZone(zone)) wrong.zone = "This time zone is unknown.";
  if (email === null || Object.keys(wrong).length > 0) {
    return refuse("invalid_input", { fields: wrong });
  }
  return { ok: true, value: { name, email, zone, note, phone: null } };
}
