import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Action, Actor } from "@/lib/domain/permission.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps, Intent, Mail, MailedConsultation } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change, type Changed } from "./change.ts";
import { deliver } from "./deliver_outbox.ts";
import { mailed } from "./mailed.ts";

/**
 * A change that the client is told of: the mail is written in the same atomic as
 * the state, and sent right after. A repeat changes nothing and sends nothing.
 */
export async function changeAndTell(
  deps: Deps,
  actor: Actor | null,
  action: Action,
  id: ConsultationId,
  event: Event,
  mailFor: (about: MailedConsultation) => Mail,
): Promise<Outcome<Changed>> {
  let intents: readonly Intent[] = [];
  const outcome = await change(
    deps,
    () => authorise(deps, actor, action, id),
    event,
    async (next) => {
      const artist = await deps.directory.artist(next.artistId);
      if (!artist) return intents = [];
      const mail = mailFor(mailed(next, artist));
      return intents = [{ id: deps.secrets.ulid(), mail }];
    },
  );
  if (outcome.ok && outcome.value.changed) await deliver(deps, intents);
  return outcome;
}
