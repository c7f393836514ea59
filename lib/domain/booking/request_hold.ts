import { HOUR, type Instant } from "@/lib/domain/basic/instant.ts";

/** How long an unanswered request holds its time: two days, a weekend included. */
export const REQUEST_HOLD = 48 * HOUR;

/** Until when the artist can answer; then the request expires, and its time is free again. */
export function answerBy(
  { requestedAt, startsAt }: {
    readonly requestedAt: Instant;
    readonly startsAt: Instant;
  },
): Instant {
  return Math.min(startsAt, requestedAt + REQUEST_HOLD);
}
