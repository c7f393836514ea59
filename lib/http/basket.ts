import type { Context } from "fresh";
import { PHOTO_LIMITS } from "@/lib/domain/photo.ts";
import { readCookie, writeCookie } from "./cookies.ts";
import type { State } from "./state.ts";

/**
 * The pictures that a browser has sent for a booking which is not sent yet: its
 * cookie is the key to them, and to nothing else. So they are there again after a
 * reload, without a word of them in the address.
 */
const BASKET_COOKIE = "visavis_photos";

type Ctx = Pick<Context<State>, "req" | "state">;

/** The name under which the store knows this browser's basket; null if it has none. */
export async function basketOf({ req, state }: Ctx): Promise<string | null> {
  const { config, deps } = state.services;
  const secret = readCookie(req, BASKET_COOKIE, config.baseUrl);
  return secret !== null && /^[\w-]{43}$/.test(secret)
    ? await deps.secrets.hash(secret)
    : null;
}

/** The same; a browser that has none is given one, and each use gives it its time anew. */
export async function openBasket(ctx: Ctx, headers: Headers): Promise<string> {
  const { config, deps } = ctx.state.services;
  const known = await basketOf(ctx);
  const secret = known === null
    ? deps.secrets.secret()
    : readCookie(ctx.req, BASKET_COOKIE, config.baseUrl)!;
  writeCookie(
    headers,
    BASKET_COOKIE,
    secret,
    config.baseUrl,
    PHOTO_LIMITS.stagedMs / 1000,
  );
  return known ?? await deps.secrets.hash(secret);
}
