import {
  clearCookie,
  readCookie,
  STAFF_COOKIE,
} from "@/lib/http/session/cookies.ts";
import { noteRefusal } from "@/lib/http/refused/noted_refusal.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define } from "@/lib/http/state.ts";

export const handler = define.handlers({
  POST: async (ctx) => {
    const { deps, config } = ctx.state.services;
    const response = ctx.redirect("/sign-in", 303);
    if (isSameOrigin(ctx.req, config.baseUrl)) {
      const token = readCookie(ctx.req, {
        name: STAFF_COOKIE,
        baseUrl: config.baseUrl,
      });
      if (token) await deps.sessions.revoke(token);
      clearCookie(response.headers, {
        name: STAFF_COOKIE,
        baseUrl: config.baseUrl,
      });
    } else noteRefusal("cross_site");
    return response;
  },
});
