import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { isHere } from "@/lib/domain/call/presence.ts";
import { isTimely } from "@/lib/domain/messages/reminders.ts";
import type { Deps, Sms } from "@/lib/ports/mod.ts";
import { type MailSkipReason, notUpcomingReason } from "./mail_skip_reason.ts";

export type SmsCheck = Pick<
  Deps,
  | "clock"
  | "secrets"
  | "joinPolicy"
  | "consultations"
  | "presence"
  | "rateLimits"
  | "smsSender"
  | "smsOptOuts"
>;

/**
 * Checked at the moment of sending, as for mails: null if the content still
 * holds and the owner of the number still wants it.
 *
 * @param first whether this is the first attempt; only that one is counted
 */
export async function smsSkipReason(deps: SmsCheck, { sms, first }: {
  readonly sms: Sms;
  readonly first: boolean;
}): Promise<MailSkipReason | "off" | "stopped" | "too_many" | null> {
  if (deps.smsSender === null) return "off";
  const why = await outdatedReason(deps, sms);
  if (why !== null) return why;
  if (await deps.smsOptOuts.isOptedOut(sms.to)) return "stopped";
  if (!first) return null;
  const number = await deps.secrets.hash(sms.to);
  const wait = await deps.rateLimits.take(RATE_LIMITS.texts, number);
  return wait > 0 ? "too_many" : null;
}

async function outdatedReason(
  deps: SmsCheck,
  sms: Sms,
): Promise<MailSkipReason | null> {
  const now = deps.clock.now();
  const stored = await deps.consultations.get(sms.consultation.id);
  if (stored === null || stored.value.state === "erased") return "erased";
  const record = stored.value;
  if (sms.kind === "cancelled") {
    // A late mail is still useful; a phone that rings for an outdated message
    // is a nuisance.
    return now < record.startsAt ? null : "too_late";
  }
  const why = notUpcomingReason(deps, { message: sms, record, now });
  if (why !== null) return why;
  switch (sms.kind) {
    case "confirmed":
    case "rescheduled":
      return null;
    case "reminder":
      return record.state === "live" ||
          !isTimely(sms.reminder, { startsAt: record.startsAt, now })
        ? "too_late"
        : null;
    case "ready": {
      const { client } = await deps.presence.of(record.id);
      return isHere(client, now) ? "client_is_here" : null;
    }
  }
}
