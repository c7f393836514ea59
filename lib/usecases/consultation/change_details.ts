import type {
  Consultation,
  IntakeAnswer,
} from "@/lib/domain/consultation/consultation.ts";
import type { ClientDetails } from "@/lib/domain/consultation/client_details.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import type { IntakeQuestion } from "@/lib/domain/offer/studio.ts";
import type { Event } from "@/lib/domain/consultation/transition.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { change, type Changed } from "@/lib/usecases/shared/change.ts";
import { verifiedPhone } from "@/lib/usecases/messages/sms_intents.ts";

/** The questions that the form asks: those that the service has now. */
export async function questionsOf(
  { catalog }: Pick<Deps, "catalog">,
  { serviceId }: Pick<Consultation, "serviceId">,
): Promise<readonly IntakeQuestion[]> {
  return (await catalog.service(serviceId))?.questions ?? [];
}

/**
 * The client's note, answers and number, changed before the answer. The artist's
 * pages show it at once; no mail is sent, so that nobody is flooded with them.
 * Answers to questions that the service no longer asks are kept.
 */
export async function changeDetails(
  deps: Deps,
  { actor, id, details }: RequestContext & { readonly details: ClientDetails },
): Promise<Outcome<Changed>> {
  const seen = await authorise(deps, { actor, action: "change_details", id });
  if (!seen.ok) return seen;
  const asked = await questionsOf(deps, seen.value.stored.value);
  // Counted once, however often the write is tried.
  let counted: Promise<Outcome<null>> | null = null;
  return await change(deps, seen.value, {
    async request(from): Promise<Outcome<Event>> {
      const intake = [...details.intake, ...notAsked(from, asked)];
      const event = { type: "change_details", ...details, intake } as const;
      if (from.state !== "requested") return ok(event);
      counted ??= count(deps, from, details);
      const allowed = await counted;
      return allowed.ok ? ok(event) : allowed;
    },
  });
}

function notAsked(
  { intake }: Consultation,
  questions: readonly IntakeQuestion[],
): IntakeAnswer[] {
  return intake.filter(({ label }) =>
    !questions.some((question) => question.label === label)
  );
}

async function count(
  deps: Deps,
  { id, client }: Consultation,
  { phone }: ClientDetails,
): Promise<Outcome<null>> {
  const wait = await deps.rateLimits.take(RATE_LIMITS.detailChanges, id);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const refused = phone === client.phone
    ? null
    : await verifiedPhone(deps, phone);
  return refused ?? ok(null);
}
