import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Action, Actor } from "@/lib/domain/permission.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Deps, Intent, Mail, SessionWrite } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change, type Changed, type Wish } from "./change.ts";
import { deliver } from "./deliver_outbox.ts";
import { type ToBeMailed, toBeMailed } from "./mailed.ts";
import { intentsFor } from "./text_messages.ts";

export interface Told extends ToBeMailed {
  readonly before: Consultation;
  readonly next: Consultation;
}

/**
 * A change that people are told of: the mails are written in the same atomic as
 * the state, and sent right after. A repeat changes nothing and sends nothing.
 */
export async function changeAndTell(
  deps: Deps,
  actor: Actor | null,
  action: Action,
  id: ConsultationId,
  wish: Wish,
  mailsFor: (told: Told) => readonly Mail[],
  sessionFor?: (next: Consultation) => SessionWrite | null,
): Promise<Outcome<Changed>> {
  let intents: readonly Intent[] = [];
  const outcome = await change(
    deps,
    () => authorise(deps, actor, action, id),
    wish,
    async (next, before) => {
      const mails = mailsFor({
        ...await toBeMailed(deps, next),
        before,
        next,
      });
      return intents = intentsFor(deps, mails);
    },
    sessionFor,
  );
  if (outcome.ok && outcome.value.changed) await deliver(deps, intents);
  return outcome;
}
