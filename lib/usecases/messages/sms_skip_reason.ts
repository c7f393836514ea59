import { DAY } from "@/lib/domain/instant.ts";
import { isHere } from "@/lib/domain/presence.ts";
import { isTimely } from "@/lib/domain/reminders.ts";
import type { Deps, Sms } from "@/lib/ports.ts";
import { type Pointless, whyNotAhead } from "./worth_sending.ts";

export type SmsCheck = Pick<
  Deps,
  | "clock"
  | "secrets"
  | "joinPolicy"
  | "consultations"
  | "presence"
  | "rateLimits"
  | "texter"
  | "smsStops"
>;

/** More than an eventful day brings; a number that somebody else gave is not flooded. */
const TEXTS_A_DAY = 12;

/**
 * Asked at the moment of sending, as for mails: is it still so, and does whoever
 * has the number still want to hear it? Null if so.
 *
 * @param first the first attempt, which alone is counted
 */
export async function whyNoText(
  deps: SmsCheck,
  sms: Sms,
  first: boolean,
): Promise<Pointless | "off" | "stopped" | "too_many" | null> {
  if (deps.texter === null) return "off";
  const why = await whyNotSo(deps, sms);
  if (why !== null) return why;
  if (await deps.smsStops.isStopped(sms.to)) return "stopped";
  if (!first) return null;
  const name = `texts ${await deps.secrets.hash(sms.to)}`;
  const wait = await deps.rateLimits.take(name, TEXTS_A_DAY, DAY);
  return wait > 0 ? "too_many" : null;
}

async function whyNotSo(deps: SmsCheck, sms: Sms): Promise<Pointless | null> {
  const now = deps.clock.now();
  const stored = await deps.consultations.get(sms.consultation.id);
  if (stored === null || stored.value.state === "erased") return "erased";
  const record = stored.value;
  if (sms.kind === "cancelled") {
    // A mail may come late and is still true; a phone that rings for it is a nuisance.
    return now < record.startsAt ? null : "too_late";
  }
  const why = whyNotAhead(deps, sms, record, now);
  if (why !== null) return why;
  switch (sms.kind) {
    case "confirmed":
    case "rescheduled":
      return null;
    case "reminder":
      return record.state === "live" ||
          !isTimely(sms.reminder, record.startsAt, now)
        ? "too_late"
        : null;
    case "ready": {
      const { client } = await deps.presence.of(record.id);
      return isHere(client, now) ? "client_is_here" : null;
    }
  }
}
