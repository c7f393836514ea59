import { Button, LinkButton } from "@/components/ui/Button.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";

export interface CalendarFeedPageProps {
  readonly refused: string | null;
  /** When the current address was created, in words; null if there is none. */
  readonly madeAt: string | null;
  /** The full address, only in the response that creates it. */
  readonly address: string | null;
}

/** An artist's private calendar address, as plain forms: works without JavaScript. */
export function CalendarFeedPage(
  { refused, madeAt, address }: CalendarFeedPageProps,
) {
  return (
    <>
      <PageHeading lede="See your consultations in your own calendar, always up to date: requested, confirmed and cancelled ones, with the service and the client's first name.">
        Your calendar
      </PageHeading>
      {refused && <Notice tone="error">{refused}</Notice>}
      <div class="stack stack--loose form">
        {address !== null && <NewAddress address={address} />}
        {address === null && (
          <p>
            {madeAt === null
              ? "You have no private address yet."
              : `Your private address was created on ${madeAt}. We can't show it again. If you have lost it, create a new one.`}
          </p>
        )}
        <div class="row">
          <form method="post" action="/artist/calendar">
            <input type="hidden" name="do" value="renew" />
            <Button variant={madeAt === null ? "primary" : "secondary"}>
              {madeAt === null
                ? "Create a private address"
                : "Create a new address"}
            </Button>
          </form>
          {madeAt !== null && (
            <form method="post" action="/artist/calendar">
              <input type="hidden" name="do" value="end" />
              <Button variant="quiet">Remove the address</Button>
            </form>
          )}
        </div>
        <p class="page-note">
          Anyone with the address can read these entries, so keep it to
          yourself. Once you create a new address or remove it, the old one
          stops working. Calendars update every hour or less often; to see what
          happens right now, keep your day open here.
        </p>
      </div>
    </>
  );
}

function NewAddress({ address }: { readonly address: string }) {
  return (
    <>
      <Notice tone="success" title="Your private address">
        It is shown only once. Copy it now, or open it in your calendar.
      </Notice>
      <Field
        name="address"
        label="Address"
        hint="In Google Calendar: Other calendars, From URL. In Outlook: Add calendar, Subscribe from web."
        value={address}
        readOnly
        unmarked
        autocomplete="off"
        spellcheck={false}
      />
      <div>
        <LinkButton
          variant="primary"
          icon="calendar"
          href={address.replace(/^https?:/, "webcal:")}
        >
          Open in my calendar
        </LinkButton>
      </div>
    </>
  );
}
