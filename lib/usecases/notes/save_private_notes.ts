import { cleanLines } from "@/lib/domain/basic/plain_text.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { PrivateNotes } from "@/lib/domain/notes/private_notes.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

/**
 * Replaces the artist's notes, at any time until the consultation is erased.
 * `conflict`: another tab has written since they were read; the page reads
 * again and keeps both.
 */
export async function savePrivateNotes(
  deps: Pick<Deps, "consultations" | "privateNotes" | "rateLimits">,
  { actor, id, notes }: RequestContext & { readonly notes: PrivateNotes },
): Promise<Outcome<PrivateNotes>> {
  const seen = await authorise(deps, { actor, action: "private_notes", id });
  if (!seen.ok) return seen;
  const wait = await deps.rateLimits.take(RATE_LIMITS.privateNotesWrites, id);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  return await deps.privateNotes.write(id, {
    text: cleanLines(notes.text),
    revision: notes.revision,
  });
}
