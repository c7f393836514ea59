import type { Intent, Mail, Sms } from "@/lib/ports/mod.ts";

/** The same message without its secrets, for storage: a reader of it can open nothing. */
export function withoutSecrets(intent: Intent): Intent {
  const { id } = intent;
  return "sms" in intent
    ? { id, sms: smsWithout(intent.sms) }
    : { id, mail: mailWithout(intent.mail) };
}

function smsWithout(sms: Sms): Sms {
  return sms.kind === "cancelled" ? sms : { ...sms, secret: "" };
}

function mailWithout(mail: Mail): Mail {
  switch (mail.kind) {
    case "sign_in":
      return { ...mail, secret: "", code: "" };
    case "reminder":
      return { ...mail, secret: "", stopToken: "" };
    case "request_received":
    case "confirmed":
    case "rescheduled":
    case "ready":
    case "link_again":
    case "summary":
    case "look_sheet":
      return { ...mail, secret: "" };
    case "request_to_artist":
    case "requests_to_artist":
    case "codes_refused":
    case "declined":
    case "rescheduled_to_artist":
    case "cancelled":
    case "cancelled_to_artist":
    case "withdrawn_to_artist":
    case "expired":
    case "missed":
      return mail;
  }
}
