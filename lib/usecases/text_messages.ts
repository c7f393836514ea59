import type { Deps, Intent, Mail, Sms } from "@/lib/ports.ts";

/**
 * The rows for these mails and, for a client who asked for them, the text
 * messages beside them: same event, same link, one write. Whether anybody still
 * wants a text is asked when it is sent (`worth_texting.ts`).
 */
export function intentsFor(
  deps: Pick<Deps, "secrets" | "texter">,
  mails: readonly Mail[],
): Intent[] {
  return mails.flatMap((mail): Intent[] => {
    const sms = deps.texter === null ? null : textOf(mail);
    const beside = sms === null ? [] : [{ id: deps.secrets.ulid(), sms }];
    return [{ id: deps.secrets.ulid(), mail }, ...beside];
  });
}

/** The text message beside a mail; null where there is none, or no number. */
export function textOf(mail: Mail): Sms | null {
  if (!("consultation" in mail)) return null;
  const { id, version, artistName, client, startsAt } = mail.consultation;
  if (client.phone === null) return null;
  const about = {
    to: client.phone,
    consultation: { id, version, artistName, zone: client.zone, startsAt },
  };
  switch (mail.kind) {
    case "confirmed":
    case "rescheduled":
    case "ready":
      return { ...about, kind: mail.kind, secret: mail.secret };
    case "reminder":
      return {
        ...about,
        kind: mail.kind,
        reminder: mail.reminder,
        secret: mail.secret,
      };
    case "cancelled":
      return { ...about, kind: mail.kind };
    case "request_received":
    case "request_to_artist":
    case "declined":
    case "rescheduled_to_artist":
    case "cancelled_to_artist":
    case "expired":
    case "summary":
      return null;
  }
}
