import { LinkButton } from "@/components/ui/Button.tsx";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { changes as words } from "@/words/changes.ts";
import { booking } from "@/words/booking.ts";
import type { ChangePageProps } from "@/lib/wire/wire.ts";
import { TextWithSlot } from "@/components/ui/TextWithSlot.tsx";
import { SLOT } from "@/lib/words/slot.ts";

/** What a client may still change, and until when; afterwards, whom to contact. */
export function MoveOrCancel(
  { open, artistName, serviceName, when, until, contactEmail, refused, home }:
    & ChangePageProps
    & { readonly open: boolean },
) {
  const studio = <a href={`mailto:${contactEmail}`}>{contactEmail}</a>;
  return (
    <>
      <PageHeading
        over={booking.service.named({
          service: serviceName,
          artist: artistName,
        })}
      >
        {words.title}
      </PageHeading>
      {open && refused && <Notice tone="error">{refused}</Notice>}
      {!open && (
        <Notice
          tone="warning"
          title={words.tooClose}
        >
          <TextWithSlot text={words.tooCloseNext({ address: SLOT })}>
            {studio}
          </TextWithSlot>
        </Notice>
      )}
      <DescriptionList
        items={[
          { term: words.when, details: when },
          ...(until === null ? [] : [{
            term: open ? words.until : words.closed,
            details: open ? words.canUntil({ until }) : until,
          }]),
        ]}
      />
      {open && (
        <div class="row page-action">
          <LinkButton href={`${home}/move`} variant="primary" size="large">
            {words.move.title}
          </LinkButton>
          <LinkButton href={`${home}/cancel`} size="large">
            {words.cancel.confirm}
          </LinkButton>
        </div>
      )}
      <p class="page-note">
        {open && (
          <>
            <TextWithSlot text={words.later({ address: SLOT })}>
              {studio}
            </TextWithSlot>
            {" "}
          </>
        )}
        <a href={home}>{words.back}</a>
      </p>
    </>
  );
}
