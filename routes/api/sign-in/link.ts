import { refuse } from "@/lib/domain/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { jsonBody } from "@/lib/http/json_body.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { writeStaffCookie } from "@/lib/http/staff_cookie.ts";
import { landingOf } from "@/lib/http/way_back.ts";
import { signInByLink } from "@/lib/usecases/sign_in.ts";

/** `POST {secret}`: the secret of a sign-in link, for a session cookie. */
export const handler = api({
  POST: async (ctx) => {
    const body = await jsonBody(ctx.req);
    if (!body.ok) return refusalResponse(body);
    const { secret } = body.value;
    if (typeof secret !== "string" || secret.length > 200) {
      return refusalResponse(refuse("sign_in_expired"));
    }
    const signedIn = await signInByLink(ctx.state.services.deps, secret);
    if (!signedIn.ok) return refusalResponse(signedIn);
    const headers = new Headers({ "cache-control": "no-store" });
    writeStaffCookie(ctx, headers, signedIn.value);
    return Response.json(
      { home: landingOf(signedIn.value.session.actor, signedIn.value.next) },
      { headers },
    );
  },
});
