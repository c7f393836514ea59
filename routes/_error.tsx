import { type Context, HttpError, page } from "fresh";
import { LinkButton } from "@/components/Button.tsx";
import { MirrorMark } from "@/components/MirrorMark.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { refusalFor, surprise } from "@/lib/http/api.ts";
import { pageHeaders, SCRIPTLESS_POLICY } from "@/lib/http/security_headers.ts";
import { statusOf, wordsOf } from "@/lib/http/refusals.ts";
import { define, type State } from "@/lib/http/state.ts";

/** What the asker learns of an error: a status and words. */
function answerTo(error: unknown) {
  const status = error instanceof HttpError
    ? error.status
    : statusOf(refusalFor(error).code);
  const [title, words] = WORDS[status] ??
    ["Something went wrong", wordsOf(refusalFor(error).code)];
  return { status, title, words };
}

/** An error passes by the middlewares, so its page brings their headers along. */
export const handler = (ctx: Context<State>) => {
  if (!(ctx.error instanceof HttpError)) surprise(ctx, ctx.error);
  const said = answerTo(ctx.error);
  ctx.state.title = said.title;
  return page(said, {
    status: said.status,
    headers: [
      ...pageHeaders(ctx.state.services.config),
      ["content-security-policy", SCRIPTLESS_POLICY],
    ],
  });
};

export default define.page<typeof handler>(({ data, error, state }) => {
  const { title, words } = data ?? answerTo(error);
  return (
    <StudioFrame studio={state.studio?.name ?? "Visavis"} homeHref="/">
      <div class="saying">
        <MirrorMark closed />
        <PageHeading lede={words}>{title}</PageHeading>
        <p class="page-action">
          <LinkButton href="/" variant="secondary">
            To the first page
          </LinkButton>
        </p>
      </div>
    </StudioFrame>
  );
});

const WORDS: Readonly<Record<number, readonly [string, string]>> = {
  400: [
    "This address cannot be read",
    "Check the link, or begin at the first page.",
  ],
  404: [
    "There is nothing here",
    "The page does not exist, or it is not for you. If you came by a link in an email, use the newest email.",
  ],
  405: ["That did not work", "This page does not take what was sent to it."],
};
