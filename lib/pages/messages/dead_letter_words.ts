import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { DeadLetter, Mail } from "@/lib/ports/mod.ts";
import { formatDateTime } from "@/lib/time/format.ts";
import type { RetryBlocker } from "@/lib/usecases/messages/dead_letters.ts";

/** The name of every mail, for admins. */
export const MAIL_NAME: Readonly<Record<Mail["kind"], string>> = {
  request_received: "Request received",
  request_to_artist: "New request, to the artist",
  requests_to_artist: "Several requests, to the artist",
  confirmed: "Confirmation",
  declined: "Request declined",
  rescheduled: "New time",
  rescheduled_to_artist: "New time, to the artist",
  cancelled: "Cancellation",
  cancelled_to_artist: "Cancellation, to the artist",
  withdrawn_to_artist: "Request withdrawn, to the artist",
  missed: "Waited in vain",
  expired: "Request not answered in time",
  reminder: "Reminder",
  ready: "Your artist is ready",
  link_again: "Link, asked for again",
  summary: "Summary",
  look_sheet: "Look sheet",
  sign_in: "Sign-in link and code",
  codes_refused: "Wrong sign-in codes",
};

/** The title of a dead letter. */
export function deadLetterTitle(
  letter: DeadLetter,
  zone: string,
): {
  what: string;
  to: string;
  consultation: { href: string; words: string } | null;
} {
  if ("sms" in letter) {
    const { kind, to, consultation: { id, artistName, startsAt } } = letter.sms;
    return {
      what: `${MAIL_NAME[kind]}, as a text message`,
      to,
      consultation: about(id, { what: artistName, startsAt, zone }),
    };
  }
  const { mail } = letter;
  return {
    what: MAIL_NAME[mail.kind],
    to: mail.to,
    consultation: !("consultation" in mail)
      ? null
      : about(mail.consultation.id, {
        what: mail.consultation.serviceName,
        startsAt: mail.consultation.startsAt,
        zone,
      }),
  };
}

function about(id: string, { what, startsAt, zone }: {
  readonly what: string;
  readonly startsAt: Instant;
  readonly zone: string;
}) {
  return {
    href: `/admin/consultations/${id}`,
    words: `${what}, ${formatDateTime(startsAt, zone)}`,
  };
}

/** Why a mail must not be sent again, and what to do instead. */
export const RETRY_BLOCKED: Readonly<Record<RetryBlocker, string>> = {
  erased: "The consultation was erased, so there is no address to write to.",
  answered:
    "The request has been answered since, and an email about that was sent.",
  other_version:
    "The consultation has been moved or cancelled since, and an email about that was sent.",
  over: "The consultation is over.",
  too_late: "It is too late for this message.",
  client_is_here: "The client is in the room.",
  no_account: "Nobody here has this address.",
  reminders_stopped: "This client has turned reminders off.",
  text:
    "Text messages are not resent; the client also got an email. Ask the client for the right number.",
  sign_in: "Codes are not stored. Request a new one on the sign-in page.",
};

/** The last error as a sentence, followed by the mail provider's name for it. */
export function reasonInWords(reason: string): string {
  const sms = /^Twilio: (.*)$/.exec(reason);
  if (sms !== null) return `Twilio says: ${sms[1]}.`;
  const account = /^Resend: (\S+?)(?: \((\d+)\))?$/.exec(reason);
  if (reason === "forgotten") {
    return "The server was down for a day after the last attempt. This may already have been sent.";
  }
  if (reason === "no_answer") {
    return "The server stopped several times while it was sending this.";
  }
  if (account === null) return `Something else failed: ${reason}`;
  const [, name = "", status] = account;
  if (name === "not_one_address") return "This is not a valid email address.";
  return `${accountAnswer(status)} (${name.replaceAll("_", " ")}).`;
}

function accountAnswer(status: string | undefined): string {
  if (status === undefined) return "The mail account did not answer";
  if (status === "401" || status === "403") {
    return "The mail account did not accept our key or our sender's address";
  }
  if (status === "429") {
    return "The mail account accepts no more emails for now";
  }
  return Number(status) >= 500
    ? "The mail account had an internal error"
    : "The mail account rejected the email";
}
