import { parseConsultationId } from "@/lib/domain/ids.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { clientCookie, writeCookie } from "@/lib/http/cookies.ts";
import { jsonBody } from "@/lib/http/json_body.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { enterByLink } from "@/lib/usecases/enter_by_link.ts";

/**
 * `POST {secret}`: the secret of a client's link, from the fragment that no
 * server ever sees, for a session cookie. Sent by a person's tap alone, so that
 * a mail scanner which opens the page changes nothing.
 */
export const handler = api({
  POST: async (ctx) => {
    const { deps, config } = ctx.state.services;
    const body = await jsonBody(ctx.req);
    if (!body.ok) return refusalResponse(body);
    const id = parseConsultationId(ctx.params.id);
    const { secret } = body.value;
    if (id === null || typeof secret !== "string" || secret.length > 200) {
      return refusalResponse(refuse("link_invalid"));
    }
    const entered = await enterByLink(deps, id, secret);
    if (!entered.ok) return refusalResponse(entered);
    const { token, session } = entered.value;
    const headers = new Headers({ "cache-control": "no-store" });
    const seconds = (session.expiresAt - deps.clock.now()) / 1000;
    writeCookie(headers, clientCookie(id), token, config.baseUrl, seconds);
    return new Response(null, { status: 204, headers });
  },
});
