import { LinkButton } from "@/components/Button.tsx";
import { Facts } from "@/components/Facts.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import type { ChangePageProps } from "@/lib/wire.ts";

/** What a client may still change, and until when; afterwards, whom to write to. */
export function MoveOrCancel(
  { open, artistName, serviceName, when, until, contactEmail, refused, home }:
    & ChangePageProps
    & { readonly open: boolean },
) {
  const studio = <a href={`mailto:${contactEmail}`}>{contactEmail}</a>;
  return (
    <>
      <PageHeading over={`${serviceName} with ${artistName}`}>
        Move or cancel
      </PageHeading>
      {open && refused && <Notice tone="error">{refused}</Notice>}
      {!open && (
        <Notice
          tone="warning"
          title="It is too close to the start to change this here"
        >
          Write to {studio}, and the studio will see what it can do.
        </Notice>
      )}
      <Facts
        items={[
          { term: "When", details: when },
          {
            term: open ? "Until" : "Was possible",
            details: open
              ? `You can move or cancel it here until ${until}.`
              : `You could move or cancel it here until ${until}.`,
          },
        ]}
      />
      {open && (
        <div class="row page-action">
          <LinkButton href={`${home}/move`} variant="primary" size="large">
            Choose another time
          </LinkButton>
          <LinkButton href={`${home}/cancel`} size="large">
            Cancel the consultation
          </LinkButton>
        </div>
      )}
      <p class="page-note">
        {open && <>Later than that, write to {studio}.{" "}</>}
        <a href={home}>Back to your consultation</a>
      </p>
    </>
  );
}
