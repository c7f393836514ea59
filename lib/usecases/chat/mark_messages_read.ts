import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

/** More attempts than changes of a record that meet one request. */
const TRIES = 8;

/** Notes up to which message the artist has read: their day counts the later ones as new. */
export async function markMessagesRead(
  deps: Deps,
  { actor, id, number }: RequestContext & { readonly number: number },
): Promise<Outcome<null>> {
  const seen = await authorise(deps, { actor, action: "mark_messages", id });
  if (!seen.ok) return seen;
  let { stored } = seen.value;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (await deps.chat.markRead(stored, number) === "read") return ok(null);
    const again = await seen.value.reread();
    if (!again.ok) return again;
    stored = again.value;
  }
  return refuse("conflict");
}
