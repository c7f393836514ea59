import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { PrivateNotes } from "@/lib/domain/notes/private_notes.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

/** The artist's own notes about a consultation; nobody else reads them, the studio's admins included. */
export async function readPrivateNotes(
  deps: Pick<Deps, "consultations" | "privateNotes">,
  { actor, id }: RequestContext,
): Promise<Outcome<PrivateNotes>> {
  const seen = await authorise(deps, { actor, action: "private_notes", id });
  if (!seen.ok) return seen;
  return seen.value.stored.value.state === "erased"
    ? refuse("consultation_erased")
    : ok(await deps.privateNotes.read(id));
}
