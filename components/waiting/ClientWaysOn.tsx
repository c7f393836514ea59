import { WaysOn } from "@/components/consultation/WaysOn.tsx";
import { LinkButton } from "@/components/ui/Button.tsx";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { pageEnds } from "@/words/page_ends.ts";
import { waiting as words } from "@/words/waiting.ts";
import type { ClientWaitingProps } from "./ClientWaiting.tsx";

/** Where a page that was closed leads: to the new link, if it was moved. */
export function WayBack({ page, consultationId, waysOn }: ClientWaitingProps) {
  const isMoved = page.view.is === "closed" &&
    page.view.why.code === "link_replaced";
  return isMoved
    ? (
      // Another address than this page's: that would only move within it.
      <LinkButton variant="primary" href={`/c/${consultationId}?again`}>
        {words.newLink}
      </LinkButton>
    )
    : waysOn && <WaysOn {...waysOn} />;
}

export function Afterwards(
  { page, consultationId, artistName, waysOn }: ClientWaitingProps,
) {
  const { callPage, snapshot } = page;
  const { recorded, state, exchange } = snapshot;
  const hasSheet = exchange.lookSheet > 0;
  // Another address than this page's: that would only move within it.
  const home = `/c/${consultationId}?after`;
  const kept = (
    <>
      {state === "ended" && (hasSheet || !callPage?.over.value?.rates) && (
        <LinkButton
          variant="primary"
          href={hasSheet ? home : `${home}#rating`}
        >
          {hasSheet ? pageEnds.lookSheet : pageEnds.rate}
        </LinkButton>
      )}
      {recorded && <LinkButton href={home}>{words.recording}</LinkButton>}
    </>
  );
  const artist = state === "ended" ? firstName(artistName) : undefined;
  return waysOn ? <WaysOn {...waysOn} artist={artist}>{kept}</WaysOn> : kept;
}
