import { page } from "fresh";
import { Button } from "@/components/ui/Button.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { parseEmail } from "@/lib/domain/basic/email.ts";
import { visibleLine } from "@/lib/domain/basic/identifier.ts";
import { orStoreRefusal } from "@/lib/http/api.ts";
import { type Outcome, refuse } from "@/lib/http/refusal.ts";
import { SIGN_IN_COOKIE, writeCookie } from "@/lib/http/session/cookies.ts";
import { readFields } from "@/lib/http/body/fields.ts";
import { refusalText } from "@/lib/http/refusal_notice.ts";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";
import { refusedPage, wordsFor } from "@/lib/http/refusals.ts";
import { deviceOf } from "@/lib/http/session/staff_cookie.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define, type State } from "@/lib/http/state.ts";
import { returnTo } from "@/lib/http/return_to.ts";
import {
  requestSignIn,
  type SignInAsked,
} from "@/lib/usecases/staff/request_sign_in.ts";
import type { Context } from "fresh";

const LASTS_SECONDS = 15 * 60;

/** For artists and admins. The answer never says whether an address is known here. */
export const handler = define.handlers({
  GET: (ctx) => {
    ctx.state.title = "Sign in";
    return page({
      email: "",
      next: returnTo(ctx.url.searchParams.get("next")),
      words: refusalText(ctx.url),
    });
  },
  POST: async (ctx) => {
    ctx.state.title = "Sign in";
    const { config } = ctx.state.services;
    const fields = await readFields(ctx.req);
    const email = fields.ok ? visibleLine(fields.value.get("email") ?? "") : "";
    const next = fields.ok ? returnTo(fields.value.get("next")) : null;
    const asked = fields.ok
      ? await orStoreRefusal(() => ask(ctx, { email, next }))
      : fields;
    if (!asked.ok) {
      return page(
        { email, next, words: wordsFor(asked) as string | null },
        refusedPage(asked),
      );
    }
    const response = ctx.redirect("/sign-in/code", 303);
    writeCookie(response.headers, {
      name: SIGN_IN_COOKIE,
      value: asked.value.ticket,
      baseUrl: config.baseUrl,
      maxAgeSeconds: LASTS_SECONDS,
    });
    return response;
  },
});

async function ask(
  ctx: Context<State>,
  { email, next }: { readonly email: string; readonly next: string | null },
): Promise<Outcome<SignInAsked>> {
  const { deps, config } = ctx.state.services;
  if (!isSameOrigin(ctx.req, config.baseUrl)) return refuse("cross_site");
  if (parseEmail(email) === null) return refuse("invalid_input");
  return await requestSignIn(deps, {
    email,
    from: remoteAddressOf(ctx),
    next,
    deviceOf: deviceOf(ctx),
  });
}

export default define.page<typeof handler>(({ data }) => (
  <>
    <PageHeading lede="For artists and the studio. We email you a link and a code; there is no password.">
      Sign in
    </PageHeading>
    {data.words && <Notice tone="error">{data.words}</Notice>}
    <form class="form" method="post" action="/sign-in">
      {data.next !== null && (
        <input type="hidden" name="next" value={data.next} />
      )}
      <Field
        name="email"
        label="Your email"
        type="email"
        autocomplete="email"
        required
        value={data.email}
      />
      <div>
        <Button variant="primary" size="large">Send me an email</Button>
      </div>
    </form>
  </>
));
