import {
  isAddress,
  writeInvitation,
} from "@/lib/adapters/calendar/write_calendar.ts";
import { entryForClient } from "@/lib/domain/calendar/calendar_entry.ts";
import type { Attachment, Mail } from "@/lib/ports/mod.ts";
import type { MailOptions } from "./mail_content.ts";

/**
 * The files attached to a mail. The same mail always gives the same bytes,
 * because a mailer that retries compares them: no clock and no randomness here.
 *
 * Only clients are invited. An artist, who confirms on a page and gets no mail
 * then, has a feed; a cancellation of something never sent would be noise.
 */
export function attachmentsFor(
  mail: Mail,
  options: MailOptions,
): readonly Attachment[] {
  switch (mail.kind) {
    case "confirmed":
    case "rescheduled":
    case "cancelled":
      return invitationFor(mail, options);
    case "look_sheet":
      return options.photos?.files ?? [];
    default:
      return [];
  }
}

function invitationFor(
  { kind, to, consultation }: Extract<
    Mail,
    { kind: "confirmed" | "rescheduled" | "cancelled" }
  >,
  { calendar, words }: MailOptions,
): readonly Attachment[] {
  const { agreedAt, client } = consultation;
  // The mail matters more than its file: with an address that calendars reject,
  // it goes without.
  if (!agreedAt || !isAddress(to) || !isAddress(calendar.organizer.email)) {
    return [];
  }
  const cancelled = kind === "cancelled";
  const method = cancelled ? "CANCEL" : "REQUEST";
  const entry = entryForClient(
    consultation,
    {
      status: cancelled ? "cancelled" : "confirmed",
      changedAt: agreedAt,
      words: words.calendar,
    },
  );
  return [{
    filename: cancelled ? "cancel.ics" : "invite.ics",
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    content: writeInvitation(
      entry,
      { name: client.name, email: to },
      calendar,
    ),
  }];
}
