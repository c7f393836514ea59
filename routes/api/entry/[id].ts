import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import { api } from "@/lib/http/api.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { ok, refuse } from "@/lib/http/refusal.ts";
import { clientCookie, writeCookie } from "@/lib/http/session/cookies.ts";
import { enterByLink } from "@/lib/usecases/consultation/enter_by_link.ts";

/**
 * `POST {secret}`: exchanges the secret of a client's link, from the fragment
 * that no server sees, for a session cookie. Sent only on a person's tap, so
 * that a mail scanner that opens the page changes nothing.
 */
export const handler = api(
  endpoint("POST /api/entry/:id", async ({ ctx, deps, body, headers }) => {
    const id = parseConsultationId(ctx.params.id);
    if (id === null) return refuse("link_invalid");
    const entered = await enterByLink(deps, {
      id,
      secret: readLinkSecret(body.secret),
    });
    if (!entered.ok) return entered;
    const { token, session } = entered.value;
    writeCookie(headers, {
      name: clientCookie(id),
      value: token,
      baseUrl: ctx.state.services.config.baseUrl,
      maxAgeSeconds: (session.expiresAt - deps.clock.now()) / 1000,
    });
    return ok(null);
  }),
);
