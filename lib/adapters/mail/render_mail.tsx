import { renderToString } from "preact-render-to-string";
import { oneLine } from "@/lib/domain/basic/plain_text.ts";
import type { Mail, RenderedMail } from "@/lib/ports/mod.ts";
import { attachmentsFor } from "./attachments.ts";
import { headersOf } from "./headers.ts";
import { MailBlock } from "./MailBlock.tsx";
import type { MailContent, MailOptions } from "./mail_content.ts";
import { MailFrame } from "./MailFrame.tsx";
import { STYLE } from "./mail_style.ts";
import { plainText } from "./plain_text.ts";
import { confirmed } from "@/lib/adapters/mail/templates/confirmed.ts";
import { declined } from "@/lib/adapters/mail/templates/declined.ts";
import { requestReceived } from "@/lib/adapters/mail/templates/request_received.ts";
import { requestToArtist } from "@/lib/adapters/mail/templates/request_to_artist.ts";
import { requestsToArtist } from "@/lib/adapters/mail/templates/requests_to_artist.ts";
import { missed } from "@/lib/adapters/mail/templates/missed.ts";
import { codesRefused } from "@/lib/adapters/mail/templates/codes_refused.ts";
import { signIn } from "@/lib/adapters/mail/templates/sign_in.ts";
import { cancelled } from "@/lib/adapters/mail/templates/cancelled.ts";
import { cancelledToArtist } from "@/lib/adapters/mail/templates/cancelled_to_artist.ts";
import { expired } from "@/lib/adapters/mail/templates/expired.ts";
import { linkAgain } from "./templates/link_again.ts";
import { lookSheet } from "./templates/look_sheet.ts";
import { ready } from "@/lib/adapters/mail/templates/ready.ts";
import { reminder } from "@/lib/adapters/mail/templates/reminder.ts";
import { rescheduled } from "@/lib/adapters/mail/templates/rescheduled.ts";
import { rescheduledToArtist } from "@/lib/adapters/mail/templates/rescheduled_to_artist.ts";
import { summary } from "@/lib/adapters/mail/templates/summary.ts";
import { withdrawnToArtist } from "./templates/withdrawn_to_artist.ts";

export type { MailOptions } from "./mail_content.ts";

/**
 * Renders a mail: the same content as HTML and as plain text. The same mail
 * always gives the same bytes, because a mailer that retries compares them.
 */
export function renderMail(
  mail: Mail & { readonly id: string },
  options: MailOptions,
): RenderedMail {
  const content = contentOf(mail, options);
  const { studio, words } = options;
  const footer = oneLine(
    words.mails.footer({ studio: studio.name, email: studio.contactEmail }),
    300,
  );
  return {
    id: mail.id,
    consultationId: "consultation" in mail ? mail.consultation.id : null,
    to: mail.to,
    subject: oneLine(content.subject),
    html: "<!doctype html>" + renderToString(
      <MailFrame
        lang={words.language}
        title={oneLine(content.subject)}
        preview={oneLine(content.preview)}
        footer={footer}
      >
        <h1 style={STYLE.title}>{content.heading}</h1>
        {content.blocks.map((block, i) => (
          <MailBlock key={i} block={block} words={words} />
        ))}
      </MailFrame>,
    ),
    text: plainText(content, footer),
    headers: headersOf(mail, options),
    attachments: attachmentsFor(mail, options),
  };
}

function contentOf(mail: Mail, options: MailOptions): MailContent {
  switch (mail.kind) {
    case "request_received":
      return requestReceived(mail, options);
    case "request_to_artist":
      return requestToArtist(mail, options);
    case "requests_to_artist":
      return requestsToArtist(mail, options);
    case "confirmed":
      return confirmed(mail, options);
    case "declined":
      return declined(mail, options);
    case "cancelled":
      return cancelled(mail, options);
    case "cancelled_to_artist":
      return cancelledToArtist(mail, options);
    case "withdrawn_to_artist":
      return withdrawnToArtist(mail, options);
    case "missed":
      return missed(mail, options);
    case "expired":
      return expired(mail, options);
    case "ready":
      return ready(mail, options);
    case "reminder":
      return reminder(mail, options);
    case "rescheduled":
      return rescheduled(mail, options);
    case "rescheduled_to_artist":
      return rescheduledToArtist(mail, options);
    case "link_again":
      return linkAgain(mail, options);
    case "summary":
      return summary(mail, options);
    case "look_sheet":
      return lookSheet(mail, options);
    case "sign_in":
      return signIn(mail, options);
    case "codes_refused":
      return codesRefused(options);
  }
}
