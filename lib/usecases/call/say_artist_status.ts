import type { ArtistStatement } from "@/lib/domain/call/artist_status.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { writingRefusal } from "@/lib/domain/chat/chat_rules.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

/** More attempts than changes of a record that meet one tap. */
const TRIES = 8;

/** What the artist says about themselves to the client who waits; null for nothing. */
export async function sayArtistStatus(
  deps: Deps,
  { actor, id, said }: RequestContext & {
    readonly said: ArtistStatement | null;
  },
): Promise<Outcome<null>> {
  const seen = await authorise(deps, { actor, action: "say_status", id });
  if (!seen.ok) return seen;
  let { stored } = seen.value;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const refusal = writingRefusal(stored.value, {
      now: deps.clock.now(),
      joinPolicy: deps.joinPolicy,
    });
    if (refusal) return refusal;
    if (await deps.presence.say(stored, said) === "said") return ok(null);
    const again = await seen.value.reread();
    if (!again.ok) return again;
    stored = again.value;
  }
  return refuse("conflict");
}
