import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { MINUTE } from "@/lib/domain/instant.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { SIGN_IN_COOKIE, writeCookie } from "@/lib/http/cookies.ts";
import { readFields } from "@/lib/http/fields.ts";
import { peerOf } from "@/lib/http/peer.ts";
import { statusOf, wordsOf } from "@/lib/http/refusals.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define, type State } from "@/lib/http/state.ts";
import { wayBack } from "@/lib/http/way_back.ts";
import { requestSignIn } from "@/lib/usecases/sign_in.ts";
import type { Context } from "fresh";

const LASTS_SECONDS = 15 * 60;

/** For artists and admins. The answer never says whether an address is known here. */
export const handler = define.handlers({
  GET: (ctx) => {
    ctx.state.title = "Sign in";
    return page({
      email: "",
      next: wayBack(ctx.url.searchParams.get("next")),
      words: null as string | null,
    });
  },
  POST: async (ctx) => {
    ctx.state.title = "Sign in";
    const { config } = ctx.state.services;
    const fields = await readFields(ctx.req);
    const email = fields.ok ? (fields.value.get("email") ?? "").trim() : "";
    const next = fields.ok ? wayBack(fields.value.get("next")) : null;
    const asked = fields.ok ? await ask(ctx, email, next) : fields;
    if (!asked.ok) {
      return page(
        { email, next, words: wordsOf(asked.code) as string | null },
        {
          status: statusOf(asked.code),
        },
      );
    }
    const headers = new Headers({ location: "/sign-in/code" });
    writeCookie(
      headers,
      SIGN_IN_COOKIE,
      asked.value.attemptId,
      config.baseUrl,
      LASTS_SECONDS,
    );
    return new Response(null, { status: 303, headers });
  },
});

async function ask(
  ctx: Context<State>,
  email: string,
  next: string | null,
): Promise<Outcome<{ readonly attemptId: string }>> {
  const { deps, config } = ctx.state.services;
  if (!isSameOrigin(ctx.req, config.baseUrl)) return refuse("cross_site");
  if (email.length > 254 || !email.includes("@")) {
    return refuse("invalid_input");
  }
  const wait = await deps.rateLimits.take(
    `sign-in from ${peerOf(ctx)}`,
    30,
    15 * MINUTE,
  );
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  return await requestSignIn(deps, email, peerOf(ctx), next);
}

export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"} homeHref="/">
    <PageHeading lede="For artists and for the studio. We send you a link and a code; there is no password.">
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
  </StudioFrame>
));
