import { type Context, HttpError, page } from "fresh";
import { LinkButton } from "@/components/Button.tsx";
import { MirrorMark } from "@/components/MirrorMark.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { surprise } from "@/lib/http/api.ts";
import { pageHeaders, SCRIPTLESS_POLICY } from "@/lib/http/security_headers.ts";
import { statusOf, wordsOf } from "@/lib/http/refusals.ts";
import { define, type State } from "@/lib/http/state.ts";

/** Every error of a page: what happened, in words, and a way on. The cause goes to the log alone. */
export const handler = (ctx: Context<State>) => {
  const { error } = ctx;
  const code = error instanceof HttpError ? null : surprise(ctx, error).code;
  const status = error instanceof HttpError ? error.status : statusOf(code!);
  const [title, words] = WORDS[status] ??
    ["Something went wrong", wordsOf(code ?? "internal")];
  ctx.state.title = title;
  return page({ status, title, words }, {
    status,
    headers: [
      ...pageHeaders(ctx.state.services.config),
      ["content-security-policy", SCRIPTLESS_POLICY],
    ],
  });
};

export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"} homeHref="/">
    <div class="saying">
      <MirrorMark closed />
      <PageHeading lede={data.words}>
        {data.title}
      </PageHeading>
      <p class="page-action">
        <LinkButton href="/" variant="secondary">To the first page</LinkButton>
      </p>
    </div>
  </StudioFrame>
));

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
