import { page } from "fresh";
import { Button } from "@/components/ui/Button.tsx";
import { CodeInput } from "@/components/ui/CodeInput.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { bareIdentifier, readCode } from "@/lib/domain/basic/identifier.ts";
import { orStoreRefusal } from "@/lib/http/api.ts";
import { type Outcome, refuse } from "@/lib/http/refusal.ts";
import { readCookie, SIGN_IN_COOKIE } from "@/lib/http/session/cookies.ts";
import { readFields } from "@/lib/http/body/fields.ts";
import { refusedPage, wordsFor } from "@/lib/http/refusals.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { deviceOf, writeStaffCookie } from "@/lib/http/session/staff_cookie.ts";
import { landingPage } from "@/lib/http/return_to.ts";
import { define, type State } from "@/lib/http/state.ts";
import { type SignedIn, signInByCode } from "@/lib/usecases/staff/sign_in.ts";
import type { Context } from "fresh";

const LONGEST_TYPED = 100;

const ASKED_ELSEWHERE =
  "A code works only in the browser where you asked for it. Use the link in the email instead. If you asked in this browser, it blocks cookies: allow them for this site, and ask for a new email.";

export const handler = define.handlers({
  GET: (ctx) => {
    ctx.state.title = "Enter the code";
    return page({
      words: ticketOf(ctx) === null ? ASKED_ELSEWHERE : null,
      code: "",
      mailbox: ctx.state.services.mailbox !== null,
    });
  },
  POST: async (ctx) => {
    ctx.state.title = "Enter the code";
    const fields = await readFields(ctx.req);
    const code = fields.ok
      ? bareIdentifier((fields.value.get("code") ?? "").slice(0, LONGEST_TYPED))
      : "";
    const signedIn = fields.ok
      ? await orStoreRefusal(() => trySignIn(ctx, code))
      : fields;
    if (!signedIn.ok) {
      return page({
        code,
        words: ticketOf(ctx) === null ? ASKED_ELSEWHERE : wordsFor(signedIn),
        mailbox: ctx.state.services.mailbox !== null,
      }, refusedPage(signedIn));
    }
    const { session, next } = signedIn.value;
    const response = ctx.redirect(landingPage(session.actor, next), 303);
    writeStaffCookie(ctx, response.headers, signedIn.value);
    return response;
  },
});

/** Absent in another browser than the one that asked, and where cookies are blocked. */
function ticketOf({ req, state }: Context<State>): string | null {
  const { baseUrl } = state.services.config;
  return readCookie(req, { name: SIGN_IN_COOKIE, baseUrl });
}

async function trySignIn(
  ctx: Context<State>,
  typed: string,
): Promise<Outcome<SignedIn>> {
  const { deps, config } = ctx.state.services;
  if (!isSameOrigin(ctx.req, config.baseUrl)) return refuse("cross_site");
  const ticket = ticketOf(ctx);
  if (ticket === null) return refuse("sign_in_expired");
  const code = readCode(typed);
  // Half of a code is no guess.
  if (code === null) return refuse("code_wrong");
  return await signInByCode(deps, { ticket, code, deviceOf: deviceOf(ctx) });
}

export default define.page<typeof handler>(({ data }) => (
  <>
    <PageHeading lede="If we know your address, an email is on its way, or came a few minutes ago. It has a link, and a code for this page. Both work for fifteen minutes.">
      Check your email
    </PageHeading>
    <form class="form" method="post" action="/sign-in/code">
      <CodeInput
        error={data.words ?? undefined}
        value={data.code}
        autofocus
      />
      <div>
        <Button variant="primary" size="large">Sign in</Button>
      </div>
    </form>
    <p class="page-note soft">
      No email? <a href="/sign-in">Ask for a new one.</a>
      {data.mailbox && (
        <>
          {" "}In this demonstration every email goes to the{" "}
          <a href="/dev/mailbox">mailbox</a>.
        </>
      )}
    </p>
  </>
));
