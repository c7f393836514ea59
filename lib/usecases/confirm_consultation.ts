import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Deps, Intent } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change, type Changed } from "./change.ts";
import { deliver } from "./deliver_outbox.ts";
import { mailed } from "./mailed.ts";

/**
 * requested → confirmed. Reserves the room's name (the room itself is made at the
 * start: an unused Twilio room dies within the hour), makes the client's link,
 * and writes the mail that carries it in the same atomic.
 */
export async function confirmConsultation(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Changed>> {
  const secret = deps.secrets.secret();
  let intents: readonly Intent[] = [];
  const outcome = await change(
    deps,
    () => authorise(deps, actor, "confirm", id),
    {
      type: "confirm",
      twilioRoomName: deps.secrets.roomName(),
      linkHash: await deps.secrets.hash(secret),
    },
    async (next) => {
      const artist = await deps.directory.artist(next.artistId);
      if (!artist) return intents = [];
      return intents = [{
        id: deps.secrets.ulid(),
        mail: {
          kind: "confirmed",
          to: next.client.email,
          consultation: mailed(next, artist),
          secret,
        },
      }];
    },
  );
  if (outcome.ok && outcome.value.changed) await deliver(deps, intents);
  return outcome;
}
