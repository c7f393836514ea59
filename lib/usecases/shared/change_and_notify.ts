import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Deps, Mail } from "@/lib/ports/mod.ts";
import {
  change,
  type Changed,
  type ChangeOptions,
  type Source,
} from "./change.ts";
import { deliver } from "@/lib/usecases/messages/deliver_outbox.ts";
import {
  type MailContext,
  mailContext,
} from "@/lib/usecases/messages/mail_view.ts";
import { intentsFor } from "@/lib/usecases/messages/sms_intents.ts";

export interface ChangeMailContext extends MailContext {
  readonly before: Consultation;
  readonly next: Consultation;
}

interface NotifiedChange extends Omit<ChangeOptions, "intentsFor"> {
  readonly mailsFor: (context: ChangeMailContext) => readonly Mail[];
}

/**
 * A change that people are notified of: the mails are written in the same
 * atomic operation as the state, and sent right after. A repeat changes nothing
 * and sends nothing.
 */
export async function changeAndNotify(
  deps: Deps,
  source: Source,
  { mailsFor, ...options }: NotifiedChange,
): Promise<Outcome<Changed>> {
  const outcome = await change(deps, source, {
    ...options,
    async intentsFor({ before, next }) {
      const view = await mailContext(deps, next);
      return intentsFor(deps, mailsFor({ ...view, before, next }));
    },
  });
  if (outcome.ok) await deliver(deps, outcome.value.intents);
  return outcome;
}
