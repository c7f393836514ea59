import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import { api } from "@/lib/http/api.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { ok } from "@/lib/http/refusal.ts";
import { landingPage } from "@/lib/http/return_to.ts";
import { readCookie, SIGN_IN_COOKIE } from "@/lib/http/session/cookies.ts";
import { writeStaffCookie } from "@/lib/http/session/staff_cookie.ts";
import { signInByLink } from "@/lib/usecases/staff/sign_in.ts";

/** `POST {secret}`: exchanges the secret of a sign-in link for a session cookie. */
export const handler = api(
  endpoint("POST /api/sign-in/link", async ({ ctx, deps, body, headers }) => {
    const { baseUrl } = ctx.state.services.config;
    const signedIn = await signInByLink(deps, {
      secret: readLinkSecret(body.secret),
      ticket: readCookie(ctx.req, { name: SIGN_IN_COOKIE, baseUrl }),
    });
    if (!signedIn.ok) return signedIn;
    writeStaffCookie(ctx, headers, signedIn.value);
    const { session, next } = signedIn.value;
    return ok({ home: landingPage(session.actor, next) });
  }),
);
