import { cleanLines } from "./plain_text.ts";
import { type Outcome, refuse } from "./refusal.ts";

/** Characters. */
export const LONGEST_WORD = 500;

/**
 * A word of the studio's to a client, with a decline or a cancellation: may be
 * empty, and is kept without what cannot be seen.
 *
 * @param field the name that the form gives it
 */
export function checkWord(typed: string, field: string): Outcome<string> {
  const word = cleanLines(typed);
  return word.length > LONGEST_WORD
    ? refuse("invalid_input", {
      fields: { [field]: `Use at most ${LONGEST_WORD} characters.` },
    })
    : { ok: true, value: word };
}
