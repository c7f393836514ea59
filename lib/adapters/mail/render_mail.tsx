import { renderToString } from "preact-render-to-string";
import type { Mail, RenderedMail } from "@/lib/ports.ts";
import { attachmentsFor } from "./attachments.ts";
import { headersOf } from "./headers.ts";
import { MailBlock } from "./MailBlock.tsx";
import type { MailContent, MailOptions } from "./mail_content.ts";
import { MailFrame } from "./MailFrame.tsx";
import { STYLE } from "./mail_style.ts";
import { plainText } from "./plain_text.ts";
import { confirmed } from "./templates/confirmed.ts";
import { declined } from "./templates/declined.ts";
import { requestReceived } from "./templates/request_received.ts";
import { requestToArtist } from "./templates/request_to_artist.ts";
import { signIn } from "./templates/sign_in.ts";
import { cancelled } from "./templates/cancelled.ts";
import { cancelledToArtist } from "./templates/cancelled_to_artist.ts";
import { expired } from "./templates/expired.ts";
import { ready } from "./templates/ready.ts";
import { reminder } from "./templates/reminder.ts";
import { rescheduled } from "./templates/rescheduled.ts";
import { rescheduledToArtist } from "./templates/rescheduled_to_artist.ts";
import { summary } from "./templates/summary.ts";
import { oneLine } from "./words.ts";

export type { MailOptions } from "./mail_content.ts";

/**
 * Puts a mail into words: the same content as HTML and as plain text. The same
 * mail always gives the same bytes, because a mailer that retries compares them.
 */
export function renderMail(
  mail: Mail & { readonly id: string },
  options: MailOptions,
): RenderedMail {
  const content = contentOf(mail, options);
  const footer = oneLine(
    `${options.studio.name}. Questions? Write to ${options.studio.contactEmail}.`,
    300,
  );
  return {
    id: mail.id,
    consultationId: "consultation" in mail ? mail.consultation.id : null,
    to: mail.to,
    subject: oneLine(content.subject),
    html: "<!doctype html>" + renderToString(
      <MailFrame
        title={oneLine(content.subject)}
        preview={oneLine(content.preview)}
        footer={footer}
      >
        <h1 style={STYLE.title}>{content.heading}</h1>
        {content.blocks.map((block, i) => <MailBlock key={i} block={block} />)}
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
      return requestReceived(mail);
    case "request_to_artist":
      return requestToArtist(mail, options);
    case "confirmed":
      return confirmed(mail, options);
    case "declined":
      return declined(mail, options);
    case "cancelled":
      return cancelled(mail, options);
    case "cancelled_to_artist":
      return cancelledToArtist(mail, options);
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
    case "summary":
      return summary(mail, options);
    case "sign_in":
      return signIn(mail, options);
  }
}
