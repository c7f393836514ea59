import type { Instant } from "@/lib/domain/instant.ts";
import type { DeadLetter, Mail } from "@/lib/ports.ts";
import { formatMoment } from "@/lib/time/format.ts";
import type { NotAgain } from "@/lib/usecases/dead_letters.ts";

/** Every mail of the product, as an admin calls it. */
export const MAIL_NAME: Readonly<Record<Mail["kind"], string>> = {
  request_received: "Request received",
  request_to_artist: "New request, to the artist",
  confirmed: "Confirmation",
  declined: "Request declined",
  rescheduled: "New time",
  rescheduled_to_artist: "New time, to the artist",
  cancelled: "Cancellation",
  cancelled_to_artist: "Cancellation, to the artist",
  expired: "Request not answered in time",
  reminder: "Reminder",
  ready: "Your artist is ready",
  summary: "Summary",
  sign_in: "Sign-in link and code",
};

/** What a dead letter was, and of what. */
export function whatItWas(
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
      consultation: about(id, artistName, startsAt, zone),
    };
  }
  const { mail } = letter;
  return {
    what: MAIL_NAME[mail.kind],
    to: mail.to,
    consultation: mail.kind === "sign_in" ? null : about(
      mail.consultation.id,
      mail.consultation.serviceName,
      mail.consultation.startsAt,
      zone,
    ),
  };
}

function about(id: string, what: string, startsAt: Instant, zone: string) {
  return {
    href: `/admin/consultations/${id}`,
    words: `${what}, ${formatMoment(startsAt, zone)}`,
  };
}

/** Why a mail is not to be sent again, and what to do instead. */
export const NOT_AGAIN: Readonly<Record<NotAgain, string>> = {
  erased: "The consultation was erased: there is nobody to write to.",
  answered: "The request has been answered meanwhile, and that was mailed.",
  other_version:
    "The consultation was moved or cancelled meanwhile, and that was mailed.",
  over: "The consultation is over.",
  too_late: "Its moment has passed.",
  client_is_here: "The client is in the room.",
  reminders_stopped: "This client wants no reminders.",
  text:
    "A text message is not sent again; the mail beside it says the same. Ask the client for the right number.",
  sign_in: "Codes are not kept. Ask for a new one on the sign-in page.",
};

/** The last error as a sentence. What the mail account calls it stands behind. */
export function reasonInWords(reason: string): string {
  const sms = /^Twilio: (.*)$/.exec(reason);
  if (sms !== null) return `Twilio says: ${sms[1]}.`;
  const account = /^Resend: (\S+?)(?: \((\d+)\))?$/.exec(reason);
  if (reason === "forgotten") {
    return "The server was away for a day after it had tried: this may have been sent already.";
  }
  if (reason === "no_answer") {
    return "The server stopped while it was sending, again and again.";
  }
  if (account === null) return `Something else failed: ${reason}`;
  const [, name = "", status] = account;
  if (name === "not_one_address") return "The address is not an email address.";
  return `${whatTheAccountDid(status)} (${name.replaceAll("_", " ")}).`;
}

function whatTheAccountDid(status: string | undefined): string {
  if (status === undefined) return "The mail account did not answer";
  if (status === "401" || status === "403") {
    return "The mail account did not accept our key or our sender's address";
  }
  if (status === "429") return "The mail account takes no more mails for now";
  return Number(status) >= 500
    ? "The mail account had a fault of its own"
    : "The mail account refused the mail";
}
