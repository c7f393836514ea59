import { Button, LinkButton } from "./Button.tsx";
import { Field } from "./Field.tsx";
import { Notice } from "./Notice.tsx";
import { PageHeading } from "./PageHeading.tsx";

export interface CalendarFeedPageProps {
  readonly refused: string | null;
  /** When the present address was made, in words; null if there is none. */
  readonly madeAt: string | null;
  /** The whole address, in the one answer that shows it. */
  readonly address: string | null;
}

/** An artist's private calendar address, as plain forms: it works without JavaScript. */
export function CalendarFeedPage(
  { refused, madeAt, address }: CalendarFeedPageProps,
) {
  return (
    <>
      <PageHeading lede="Your consultations in your own calendar, kept up to date: requests, what is confirmed, and what was cancelled. It shows the service and your client's first name.">
        Your calendar
      </PageHeading>
      {refused && <Notice tone="error">{refused}</Notice>}
      <div class="stack stack--loose form">
        {address !== null && <NewAddress address={address} />}
        {address === null && (
          <p>
            {madeAt === null
              ? "You have no private address yet."
              : `Your private address was made on ${madeAt}. It cannot be shown again; if you need it once more, make a new one.`}
          </p>
        )}
        <div class="row">
          <form method="post" action="/artist/calendar">
            <input type="hidden" name="do" value="renew" />
            <Button variant={madeAt === null ? "primary" : "secondary"}>
              {madeAt === null
                ? "Make a private address"
                : "Make a new address"}
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
          Whoever has the address can read these entries, so keep it to
          yourself. A new address ends the old one at once, and so does removing
          it. Calendars look for news every hour or less often; for what happens
          right now, keep your day open here.
        </p>
      </div>
    </>
  );
}

function NewAddress({ address }: { readonly address: string }) {
  return (
    <>
      <Notice tone="success" title="Your private address">
        It is shown this once. Copy it now, or open it in your calendar.
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
