import { HttpError } from "fresh";
import {
  DEVELOPMENT_COOKIE,
  hasDevelopmentKey,
  isOnThisMachine,
} from "@/lib/http/development_access.ts";
import { DAY, SECOND } from "@/lib/domain/basic/instant.ts";
import { writeCookie } from "@/lib/http/session/cookies.ts";
import { define } from "@/lib/http/state.ts";

/**
 * Development only: the mailbox holds every link and every code. These pages
 * open on the machine itself, or with the key that the start prints, so that a
 * studio that forgot to say that it is in production (no BASE_URL behind its
 * proxy) shows them to nobody.
 */
export default define.middleware(async (ctx) => {
  const { config, developmentKey } = ctx.state.services;
  if (config.production) throw new HttpError(404);
  const hasKey = hasDevelopmentKey(ctx);
  if (!hasKey && !isOnThisMachine(ctx)) throw new HttpError(404);
  if (!hasKey || !ctx.url.searchParams.has("key")) return await ctx.next();
  // Out of the address bar, and valid for the links between these pages.
  const response = ctx.redirect(ctx.url.pathname, 303);
  writeCookie(response.headers, {
    name: DEVELOPMENT_COOKIE,
    value: developmentKey!,
    baseUrl: config.baseUrl,
    maxAgeSeconds: DAY / SECOND,
  });
  return response;
});
