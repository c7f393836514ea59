import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { LateScripts } from "@/components/frame/LateScripts.tsx";
import { PageScript } from "@/components/frame/PageScript.tsx";
import { LinkButton } from "@/components/ui/Button.tsx";
import { mailedLink as words } from "@/words/page.ts";

/**
 * For a link whose `#` was turned into `%23` on its way: leads to the same link
 * with its fragment. The module opens it by itself, without a new entry in the
 * history; nothing else happens here, because mail scanners open links.
 */
export function OpenMailedLink(
  { href, script }: {
    readonly href: string;
    readonly script: string | undefined;
  },
) {
  return (
    <div class="message-page">
      <PageHeading lede={words.text}>{words.title}</PageHeading>
      <p class="page-action" data-entry="mailed-link" data-href={href}>
        <LinkButton href={href} variant="primary" size="large">
          {words.open}
        </LinkButton>
      </p>
      <LateScripts />
      <PageScript src={script} />
    </div>
  );
}
