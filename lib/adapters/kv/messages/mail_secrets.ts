import type { Intent, Mail, Sms } from "@/lib/ports.ts";

/** The same message, as it may lie about: whoever reads it can open nothing with it. */
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
    case "confirmed":
    case "rescheduled":
    case "ready":
      return { ...mail, secret: "" };
    case "request_received":
    case "request_to_artist":
    case "declined":
    case "rescheduled_to_artist":
    case "cancelled":
    case "cancelled_to_artist":
    case "expired":
    case "summary":
      return mail;
  }
}
