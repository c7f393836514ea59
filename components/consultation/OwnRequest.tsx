import type { ComponentChildren } from "preact";
import { PhotoStrip } from "@/components/booking/PhotoStrip.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { LinkButton } from "@/components/ui/Button.tsx";
import {
  type DescriptionItem,
  DescriptionList,
} from "@/components/ui/DescriptionList.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { ownRequest as words } from "@/words/own_request.ts";
import type { OwnRequestProps } from "@/lib/wire/own_request.ts";
import { intakeItems } from "./ClientNote.tsx";
import { WaysOn } from "./WaysOn.tsx";

/** A client's page of what they asked for. Works without JavaScript. */
export function OwnRequest(props: OwnRequestProps) {
  const { outcome, artistName: artist, changed, refused, submission } = props;
  const home = `/c/${submission.id}`;
  const open = outcome.is === "open";
  return (
    <>
      {refused && <Notice tone="error">{refused}</Notice>}
      {changed && open && (
        <Notice tone="success" title={words.changed.title}>
          {words.changed.text({ artist })}
        </Notice>
      )}
      <PageHeading
        lede={open
          ? words.waiting({ artist, until: outcome.heldUntil })
          : words[outcome.is].text({ artist })}
      >
        {open ? words.title : words[outcome.is].title}
      </PageHeading>
      <DescriptionList items={asked(props)} />
      <div class="page-action">
        {open
          ? (
            <div class="row">
              <LinkButton href={`${home}/details`}>{words.change}</LinkButton>
              <LinkButton href={`${home}/withdraw`}>
                {words.withdraw}
              </LinkButton>
            </div>
          )
          : <WaysOn {...props.waysOn} />}
      </div>
    </>
  );
}

function asked(
  { outcome, artistName, serviceName, when, submission, phone }:
    OwnRequestProps,
): DescriptionItem[] {
  const { id, note, intake, photos } = submission;
  const { labels } = words;
  const given = (term: string, details: ComponentChildren) =>
    details ? [{ term, details }] : [];
  return [
    ...given(
      words.declined.writes({ artist: artistName }),
      outcome.is === "declined" && outcome.reason && (
        <span class="user-text">{outcome.reason}</span>
      ),
    ),
    { term: labels.with, details: artistName },
    { term: labels.what, details: serviceName },
    { term: labels.when, details: when },
    ...intakeItems(intake),
    {
      term: labels.note,
      details: note
        ? <span class="user-text">{note}</span>
        : <span class="soft">{labels.noNote}</span>,
    },
    ...given(labels.phone, phone),
    ...given(
      labels.photos,
      photos.length > 0 && (
        <PhotoStrip id={id} photos={photos} session="client" />
      ),
    ),
  ];
}
