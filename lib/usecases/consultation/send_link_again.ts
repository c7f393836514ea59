import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { emailKey } from "@/lib/domain/basic/email.ts";
import { describeError } from "@/lib/domain/basic/describe_error.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import {
  joinWindow,
  windowPhase,
} from "@/lib/domain/consultation/join_window.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { deliver } from "@/lib/usecases/messages/deliver_outbox.ts";
import { mailContext } from "@/lib/usecases/messages/mail_view.ts";
import { bySystem, change } from "@/lib/usecases/shared/change.ts";

/**
 * Sends a new link to the address of the booking, for a person whose link was
 * cut off on its way. Anyone may ask who has the page's address: the answer, and
 * the work before it, are the same for every id. Links from earlier mails still
 * work, so that a stranger's request takes nothing away.
 */
export async function sendLinkAgain(deps: Deps, { id, from }: {
  readonly id: ConsultationId;
  /** The requesting network address. */
  readonly from: string;
}): Promise<Outcome<null>> {
  const wait = await deps.rateLimits.take(
    RATE_LIMITS.linkMailsFromAddress,
    from,
  ) || await deps.rateLimits.take(RATE_LIMITS.linkMails, id);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  deps.runInBackground(() =>
    send(deps, id).catch((error) =>
      deps.log("link_not_sent", { about: id, reason: describeError(error) })
    )
  );
  return ok(null);
}

async function send(deps: Deps, id: ConsultationId): Promise<void> {
  const stored = await deps.consultations.get(id);
  if (stored === null || !isAhead(deps, stored.value)) return;
  const { email } = stored.value.client;
  const wait = await deps.rateLimits.take(
    RATE_LIMITS.linkMailsToRecipient,
    await deps.secrets.hash(emailKey(email)),
  );
  if (wait > 0) return;
  const secret = deps.secrets.secret();
  const linkHash = await deps.secrets.hash(secret);
  const outcome = await change(deps, bySystem(deps, stored), {
    request: (from) =>
      Promise.resolve(
        ok(isAhead(deps, from) ? { type: "link_added", linkHash } : null),
      ),
    async intentsFor({ next }) {
      const { about } = await mailContext(deps, next);
      return [{
        id: deps.secrets.ulid(),
        mail: {
          kind: next.state === "requested" ? "request_received" : "link_again",
          to: about.client.email,
          consultation: about,
          secret,
        },
      }];
    },
  });
  if (outcome.ok) await deliver(deps, outcome.value.intents);
}

/** Whether a link opens a request, or the waiting room, now or later. */
function isAhead(
  { clock, joinPolicy }: Pick<Deps, "clock" | "joinPolicy">,
  consultation: Consultation,
): boolean {
  return (consultation.state === "requested" ||
    consultation.state === "confirmed" || consultation.state === "live") &&
    windowPhase(joinWindow(consultation, joinPolicy), clock.now()) !== "closed";
}
