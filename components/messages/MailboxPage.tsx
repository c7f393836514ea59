import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { type MailEntry, MailList } from "./MailList.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";

export interface OpenedMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly { readonly filename: string }[];
}

export interface MailboxPageProps {
  readonly entries: readonly MailEntry[];
  readonly opened: OpenedMail | null;
}

/** Every mail of a server without a mail account, as its recipient would see it. */
export function MailboxPage({ entries, opened }: MailboxPageProps) {
  return (
    <>
      <PageHeading lede="No mail account is set, so every email stays here and nobody receives it.">
        Mailbox
      </PageHeading>
      {entries.length === 0
        ? (
          <EmptyState title="No mail yet">
            Book a consultation to see its emails here.
          </EmptyState>
        )
        : (
          <MailList mails={entries}>
            {opened && <Opened mail={opened} />}
          </MailList>
        )}
    </>
  );
}

function Opened({ mail }: { readonly mail: OpenedMail }) {
  return (
    <>
      <h2>{mail.subject}</h2>
      <p class="soft">To {mail.to}</p>
      {Object.keys(mail.headers).length > 0 && (
        <DescriptionList
          items={Object.entries(mail.headers).map(([term, details]) => ({
            term,
            details: linked(details),
          }))}
        />
      )}
      {mail.attachments.length > 0 && (
        <ul class="mailbox__files" aria-label="Attachments">
          {mail.attachments.map(({ filename }, at) => (
            <li key={filename}>
              <a
                href={`/dev/mailbox/${mail.id}?attachment=${at}`}
                download={filename}
              >
                {filename}
              </a>
            </li>
          ))}
        </ul>
      )}
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

/** The text with its URLs as links. */
function linked(text: string) {
  return text.split(/(https?:\/\/[^\s<>]+)/).map((part, i) =>
    i % 2 === 1
      ? <a href={part} key={i}>{part}</a>
      // An element, because text directly in an array is escaped twice.
      : <span key={i}>{part}</span>
  );
}
