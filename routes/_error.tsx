import { type Context, HttpError, page } from "fresh";
import { LinkButton } from "@/components/ui/Button.tsx";
import { BrandMark } from "@/components/frame/BrandMark.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { logUnexpected, refusalFor } from "@/lib/http/api.ts";
import { pageHeaders, SCRIPTLESS_POLICY } from "@/lib/http/security_headers.ts";
import { httpStatusOf, retryAfter, wordsOf } from "@/lib/http/refusals.ts";
import { signInFor } from "@/lib/http/return_to.ts";
import { define, type State } from "@/lib/http/state.ts";
import { errorPage as words, page as pageWords } from "@/words/page.ts";

/** The public part of an error: a status and a message. */
function answerTo(error: unknown) {
  const refusal = refusalFor(error);
  const status = error instanceof HttpError
    ? error.status
    : httpStatusOf(refusal.code);
  const { title, text } = TEXT[status] ??
    { title: words.unexpected, text: wordsOf(refusal.code) };
  const waits = error instanceof HttpError ? [] : retryAfter(refusal);
  return { status, title, text, waits };
}

/** An error bypasses the middlewares, so its page sets the headers itself. */
export const handler = (ctx: Context<State>) => {
  if (!(ctx.error instanceof HttpError)) logUnexpected(ctx, ctx.error);
  const said = answerTo(ctx.error);
  // The page that failed may have asked for a frame of its own.
  ctx.state.frame = {};
  ctx.state.title = said.title;
  return page(said, {
    status: said.status,
    headers: [
      ...pageHeaders(ctx.state.services.config),
      ["content-security-policy", SCRIPTLESS_POLICY],
      ...allowed(ctx.state, said.status),
      ...said.waits,
    ],
  });
};

/** RFC 9110, 15.5.6: a 405 must name the methods that there are. */
function allowed({ allow }: State, status: number): [string, string][] {
  return status === 405 && allow !== undefined ? [["allow", allow]] : [];
}

export default define.page<typeof handler>(({ data, error, url }) => {
  const { status, title, text } = data ?? answerTo(error);
  return (
    <div class="message-page">
      <BrandMark closed />
      <PageHeading lede={text}>{title}</PageHeading>
      <p class="page-action">
        <LinkButton href="/" variant="secondary">
          {pageWords.home}
        </LinkButton>
      </p>
      {
        // The same for every address: an admin whose session has ended finds the
        // way back, and nobody learns which pages there are.
        status === 404 && (
          <p class="page-note soft">
            {words.staff} <a href={signInFor(url.pathname)}>{words.signIn}</a>
          </p>
        )
      }
    </div>
  );
});

const TEXT: Readonly<
  Record<number, { readonly title: string; readonly text: string }>
> = {
  400: words.unreadable,
  403: words.notFromHere,
  404: words.notFound,
  405: words.wrongMethod,
  503: words.storeUnavailable,
};
