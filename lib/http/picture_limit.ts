import type { Context } from "fresh";
import { MINUTE } from "@/lib/domain/instant.ts";
import { peerOf } from "./peer.ts";
import type { State } from "./state.ts";

/** Pictures that one address may put into baskets in ten minutes: ten bookings with all of theirs. */
const PICTURES = 60;

/**
 * Counts one picture of a stranger before it is stored, whichever way it comes:
 * each is kept for two hours, whether or not a booking follows.
 *
 * @returns seconds to wait, or 0 if it may be stored
 */
export function waitForPicture(
  ctx: Pick<Context<State>, "req" | "info" | "state">,
): Promise<number> {
  return ctx.state.services.deps.rateLimits.take(
    `photos ${peerOf(ctx)}`,
    PICTURES,
    10 * MINUTE,
  );
}
