import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import type { Changed } from "./change.ts";
import { changeAndTell } from "./change_and_tell.ts";

/**
 * requested → confirmed. Reserves the room's name (the room itself is made at the
 * start: an unused Twilio room dies within the hour), makes the client's link,
 * and sends the mail that carries it.
 */
export async function confirmConsultation(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Changed>> {
  const secret = deps.secrets.secret();
  const event = {
    type: "confirm",
    twilioRoomName: deps.secrets.roomName(),
    linkHash: await deps.secrets.hash(secret),
  } as const;
  return await changeAndTell(
    deps,
    actor,
    "confirm",
    id,
    async (from) => {
      if (from.state !== "requested") return ok(event);
      // Nobody can hold it who cannot sign in.
      const artist = await deps.directory.artist(from.artistId);
      return !artist || artist.retired ? refuse("artist_retired") : ok(event);
    },
    ({ about }) => [{
      kind: "confirmed",
      to: about.client.email,
      consultation: about,
      secret,
    }],
  );
}
