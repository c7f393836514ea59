import type { Context } from "fresh";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { readCookie, writeCookie } from "@/lib/http/session/cookies.ts";
import type { State } from "@/lib/http/state.ts";

/**
 * The photos that a browser has uploaded for a booking that is not submitted
 * yet: its cookie is the key to them, and to nothing else. So they survive a
 * reload without appearing in the URL.
 */
const UPLOAD_COOKIE = "visavis_photos";

type Ctx = Pick<Context<State>, "req" | "state">;

/** The store's name for this browser's upload session; null if it has none. */
export async function uploadSessionOf(
  { req, state }: Ctx,
): Promise<string | null> {
  const { config, deps } = state.services;
  const secret = readCookie(req, {
    name: UPLOAD_COOKIE,
    baseUrl: config.baseUrl,
  });
  return secret !== null && /^[\w-]{43}$/.test(secret)
    ? await deps.secrets.hash(secret)
    : null;
}

/** The same, but creates a session if there is none; each use extends it. */
export async function openUploadSession(
  ctx: Ctx,
  headers: Headers,
): Promise<string> {
  const { config, deps } = ctx.state.services;
  const known = await uploadSessionOf(ctx);
  const secret = known === null
    ? deps.secrets.secret()
    : readCookie(ctx.req, { name: UPLOAD_COOKIE, baseUrl: config.baseUrl })!;
  writeCookie(headers, {
    name: UPLOAD_COOKIE,
    value: secret,
    baseUrl: config.baseUrl,
    maxAgeSeconds: PHOTO_LIMITS.stagedMs / 1000,
  });
  return known ?? await deps.secrets.hash(secret);
}
