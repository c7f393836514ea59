import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Deps, Intent } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change, type Changed } from "./change.ts";
import { deliver } from "./deliver_outbox.ts";
import { mailed } from "./mailed.ts";

/** requested → declined: the slot is free again, and the client is told. */
export async function declineConsultation(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
  reason: string,
): Promise<Outcome<Changed>> {
  let intents: readonly Intent[] = [];
  const outcome = await change(
    deps,
    () => authorise(deps, actor, "decline", id),
    { type: "decline", reason },
    async (next) => {
      const artist = await deps.directory.artist(next.artistId);
      if (!artist) return intents = [];
      return intents = [{
        id: deps.secrets.ulid(),
        mail: {
          kind: "declined",
          to: next.client.email,
          consultation: mailed(next, artist),
          reason,
        },
      }];
    },
  );
  if (outcome.ok && outcome.value.changed) await deliver(deps, intents);
  return outcome;
}
