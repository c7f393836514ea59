import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { CodeInput } from "@/components/CodeInput.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { readCookie, SIGN_IN_COOKIE } from "@/lib/http/cookies.ts";
import { readFields } from "@/lib/http/fields.ts";
import { statusOf, wordsOf } from "@/lib/http/refusals.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { writeStaffCookie } from "@/lib/http/staff_cookie.ts";
import { landingOf } from "@/lib/http/way_back.ts";
import { define, type State } from "@/lib/http/state.ts";
import { type SignedIn, signInByCode } from "@/lib/usecases/sign_in.ts";
import type { Context } from "fresh";

export const handler = define.handlers({
  GET: (ctx) => {
    ctx.state.title = "Enter the code";
    return page({
      words: null as string | null,
      mailbox: ctx.state.services.mailbox !== null,
    });
  },
  POST: async (ctx) => {
    ctx.state.title = "Enter the code";
    const signedIn = await trySignIn(ctx);
    if (!signedIn.ok) {
      return page({
        words: wordsOf(signedIn.code) as string | null,
        mailbox: ctx.state.services.mailbox !== null,
      }, { status: statusOf(signedIn.code) });
    }
    const headers = new Headers({
      location: landingOf(signedIn.value.session.actor, signedIn.value.next),
    });
    writeStaffCookie(ctx, headers, signedIn.value);
    return new Response(null, { status: 303, headers });
  },
});

async function trySignIn(ctx: Context<State>): Promise<Outcome<SignedIn>> {
  const { deps, config } = ctx.state.services;
  if (!isSameOrigin(ctx.req, config.baseUrl)) return refuse("cross_site");
  const fields = await readFields(ctx.req);
  if (!fields.ok) return fields;
  const attempt = readCookie(ctx.req, SIGN_IN_COOKIE, config.baseUrl);
  if (attempt === null) return refuse("sign_in_expired");
  // Mail programs copy the space in "123 456" along.
  const code = (fields.value.get("code") ?? "").replace(/\s/g, "");
  return await signInByCode(deps, attempt, code);
}

export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"} homeHref="/">
    <PageHeading lede="If we know your address, an email is on its way. It has a link, and a code for this page. Both last for fifteen minutes.">
      Look at your email
    </PageHeading>
    <form class="form" method="post" action="/sign-in/code">
      <CodeInput error={data.words ?? undefined} autofocus />
      <div>
        <Button variant="primary" size="large">Sign in</Button>
      </div>
    </form>
    <p class="page-note soft">
      Nothing came? <a href="/sign-in">Ask for a new one.</a>
      {data.mailbox && (
        <>
          {" "}In this demonstration every email lands in the{" "}
          <a href="/dev/mailbox">mailbox</a>.
        </>
      )}
    </p>
  </StudioFrame>
));
