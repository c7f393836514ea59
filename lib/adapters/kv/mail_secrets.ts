import type { Mail } from "@/lib/ports.ts";

/** The same mail, as it may lie about: whoever reads it can open nothing with it. */
export function withoutSecrets(mail: Mail): Mail {
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
