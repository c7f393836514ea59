import { words } from "@/lib/words/mod.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { type Refusal, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps, Intent, Mail, Sms } from "@/lib/ports/mod.ts";

/**
 * The rows for these mails and, for a client who asked for them, the text
 * messages beside them: same event, same link, one write. Opt-outs are checked
 * at sending (`sms_skip_reason.ts`).
 */
export function intentsFor(
  deps: Pick<Deps, "secrets" | "smsSender">,
  mails: readonly Mail[],
): Intent[] {
  return mails.flatMap((mail): Intent[] => {
    const sms = deps.smsSender === null ? null : smsFor(mail);
    const beside = sms === null ? [] : [{ id: deps.secrets.ulid(), sms }];
    return [{ id: deps.secrets.ulid(), mail }, ...beside];
  });
}

/**
 * Counts a booking with this number; refuses if there were too many. Anyone can
 * type another person's number, and every confirmation would reach it.
 */
export async function verifiedPhone(
  deps: Pick<Deps, "secrets" | "rateLimits">,
  phone: string | null,
): Promise<Refusal | null> {
  if (phone === null) return null;
  const wait = await deps.rateLimits.take(
    RATE_LIMITS.bookingsWithPhone,
    await deps.secrets.hash(phone),
  );
  if (wait === 0) return null;
  return refuse("invalid_input", {
    fields: { phone: words().bookingErrors.phoneUsedOften },
  });
}

/** The text message beside a mail; null if there is none, or no number. */
export function smsFor(mail: Mail): Sms | null {
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
    case "withdrawn_to_artist":
    case "expired":
    case "missed":
    case "link_again":
    case "summary":
    case "look_sheet":
      return null;
  }
}
