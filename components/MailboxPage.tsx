import { EmptyState } from "./EmptyState.tsx";
import { type MailEntry, MailList } from "./MailList.tsx";
import { PageHeading } from "./PageHeading.tsx";
import { StudioFrame } from "./StudioFrame.tsx";

export interface OpenedMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailboxPageProps {
  readonly studio: string;
  readonly entries: readonly MailEntry[];
  readonly opened: OpenedMail | null;
}

/** Every mail of a server without a mail account, as its reader would see it. */
export function MailboxPage({ studio, entries, opened }: MailboxPageProps) {
  return (
    <StudioFrame
      studio={studio}
      homeHref="/"
      width="wide"
      aside={<span class="soft">Development</span>}
    >
      <PageHeading lede="No mail account is set, so every email ends here and nobody receives it.">
        Mailbox
      </PageHeading>
      {entries.length === 0
        ? <EmptyState title="No mail yet">Book something.</EmptyState>
        : (
          <MailList mails={entries}>
            {opened && <Opened mail={opened} />}
          </MailList>
        )}
    </StudioFrame>
  );
}

function Opened({ mail }: { readonly mail: OpenedMail }) {
  return (
    <>
      <h2>{mail.subject}</h2>
      <p class="soft">To {mail.to}</p>
      <iframe
        class="mailbox__html"
        title={mail.subject}
        src={`/dev/mailbox/${mail.id}?view=html`}
      />
      <h3>As plain text</h3>
      <pre class="mailbox__text">{linked(mail.text)}</pre>
    </>
  );
}

/** The text with its addresses as links. */
function linked(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, i) =>
    i % 2 === 1 ? <a href={part} key={i}>{part}</a> : part
  );
}
