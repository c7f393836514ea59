import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import {
  cleanRating,
  type Rating,
  ratingOf,
} from "@/lib/domain/look/rating.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { change } from "@/lib/usecases/shared/change.ts";

/** The client's rating, after the end; a later one replaces it. No mail is sent. */
export async function rateConsultation(
  deps: Deps,
  { actor, id, rating }: RequestContext & {
    readonly rating: Omit<Rating, "at">;
  },
): Promise<Outcome<Rating>> {
  const seen = await authorise(deps, { actor, action: "rate", id });
  if (!seen.ok) return seen;
  const wait = await deps.rateLimits.take(RATE_LIMITS.ratings, id);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const changed = await change(deps, seen.value, {
    request: { type: "rated", ...cleanRating(rating) },
  });
  if (!changed.ok) return changed;
  const given = ratingOf(changed.value.next.value);
  return given === null ? refuse("conflict") : ok(given);
}
