import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import type { Changed } from "@/lib/usecases/shared/change.ts";
import { changeAndNotify } from "@/lib/usecases/shared/change_and_notify.ts";

/**
 * requested → confirmed. Reserves the room's name (the room itself is created
 * at the start: an unused Twilio room closes within the hour), creates the
 * client's link, and sends the mail with it.
 */
export async function confirmConsultation(
  deps: Deps,
  { actor, id }: RequestContext,
): Promise<Outcome<Changed>> {
  const seen = await authorise(deps, { actor, action: "confirm", id });
  if (!seen.ok) return seen;
  const secret = deps.secrets.secret();
  const event = {
    type: "confirm",
    twilioRoomName: deps.secrets.roomName(),
    linkHash: await deps.secrets.hash(secret),
  } as const;
  return await changeAndNotify(deps, seen.value, {
    async request(from) {
      if (from.state !== "requested") return ok(event);
      // A person who cannot sign in cannot hold it.
      const artist = await deps.catalog.artist(from.artistId);
      return !artist || artist.retired ? refuse("artist_retired") : ok(event);
    },
    mailsFor: ({ about }) => [{
      kind: "confirmed",
      to: about.client.email,
      consultation: about,
      secret,
    }],
  });
}
