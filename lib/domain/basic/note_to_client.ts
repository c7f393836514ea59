import { cleanLines } from "./plain_text.ts";
import { type Outcome, refuse } from "./refusal.ts";

/** Characters. */
export const MAX_NOTE_LENGTH = 500;

/**
 * The studio's note to a client, with a decline or a cancellation. It may be
 * empty, and invisible characters are removed.
 *
 * @param field the form's name for it
 */
export function checkNoteToClient(
  typed: string,
  field: string,
): Outcome<string> {
  const note = cleanLines(typed);
  return note.length > MAX_NOTE_LENGTH
    ? refuse("invalid_input", {
      fields: { [field]: `Use at most ${MAX_NOTE_LENGTH} characters.` },
    })
    : { ok: true, value: note };
}
