import { clearCookie, readCookie, STAFF_COOKIE } from "@/lib/http/cookies.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define } from "@/lib/http/state.ts";

export const handler = define.handlers({
  POST: async (ctx) => {
    const { deps, config } = ctx.state.services;
    const headers = new Headers({ location: "/sign-in" });
    if (isSameOrigin(ctx.req, config.baseUrl)) {
      const token = readCookie(ctx.req, STAFF_COOKIE, config.baseUrl);
      if (token) await deps.sessions.revoke(token);
      clearCookie(headers, STAFF_COOKIE, config.baseUrl);
    }
    return new Response(null, { status: 303, headers });
  },
});
