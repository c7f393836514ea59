import { HttpError } from "fresh";
import { LinkButton } from "@/components/Button.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { surprise } from "@/lib/http/api.ts";
import { statusOf, wordsOf } from "@/lib/http/refusals.ts";
import { define } from "@/lib/http/state.ts";

/** Every error of a page: what happened, in words, and a way on. The cause goes to the log alone. */
export default define.page((ctx) => {
  const { error, state } = ctx;
  const known = error instanceof HttpError ? error.status : null;
  const code = known === null ? surprise(ctx, error).code : null;
  const status = known ?? statusOf(code!);
  const [title, words] = WORDS[status] ??
    ["Something went wrong", wordsOf(code ?? "internal")];
  return (
    <StudioFrame studio={state.studio?.name ?? "Visavis"} homeHref="/">
      <div class="saying">
        <PageHeading over={String(status)} lede={words}>{title}</PageHeading>
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
