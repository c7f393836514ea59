import { DAY } from "@/lib/domain/instant.ts";
import { type Refusal, refuse } from "@/lib/domain/refusal.ts";
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

/** Bookings with one number: more than anybody makes in a day. */
const BOOKINGS_A_DAY = 5;

/**
 * Counts a booking with this number; a refusal if there were too many. Anybody can
 * type anybody's number, and every confirmation would ring there.
 */
export async function numberGiven(
  deps: Pick<Deps, "secrets" | "rateLimits">,
  phone: string | null,
): Promise<Refusal | null> {
  if (phone === null) return null;
  const name = `bookings with ${await deps.secrets.hash(phone)}`;
  const wait = await deps.rateLimits.take(name, BOOKINGS_A_DAY, DAY);
  if (wait === 0) return null;
  return refuse("invalid_input", {
    fields: {
      phone:
        "This number was given often today. Book without text messages, or tomorrow.",
    },
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
