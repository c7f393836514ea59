import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import type { Changed } from "@/lib/usecases/shared/change.ts";
import { changeAndNotify } from "@/lib/usecases/shared/change_and_notify.ts";

/**
 * requested → cancelled, by the client: the slot is free again, and the artist is
 * told. Once the artist has answered it is refused, so that nobody cancels a
 * confirmed consultation by mistake.
 */
export async function withdrawRequest(
  deps: Deps,
  { actor, id }: RequestContext,
): Promise<Outcome<Changed>> {
  const seen = await authorise(deps, { actor, action: "withdraw", id });
  if (!seen.ok) return seen;
  return await changeAndNotify(deps, seen.value, {
    request: { type: "withdraw" },
    mailsFor: ({ about, artist }) =>
      artist === null ? [] : [{
        kind: "withdrawn_to_artist",
        to: artist.email,
        consultation: about,
      }],
  });
}
