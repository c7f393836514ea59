import type { Context } from "fresh";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";
import type { State } from "@/lib/http/state.ts";

/**
 * Counts one photo of a stranger before it is stored, however it arrives, and
 * its bytes: one address must not use up the room of everybody's photos.
 *
 * @returns seconds to wait, or 0 if it may be stored
 */
export async function takePhotoUpload(
  ctx: Ctx,
  bytes: number,
): Promise<number> {
  const { rateLimits } = ctx.state.services.deps;
  return await rateLimits.take(RATE_LIMITS.photos, remoteAddressOf(ctx)) ||
    takePhotoBytes(ctx, bytes);
}

/** The bytes alone, once they are known. */
export function takePhotoBytes(ctx: Ctx, bytes: number): number {
  const { deps, photoSenders } = ctx.state.services;
  return photoSenders.take(remoteAddressOf(ctx), deps.clock.now(), bytes);
}

type Ctx = Pick<Context<State>, "req" | "info" | "state">;
