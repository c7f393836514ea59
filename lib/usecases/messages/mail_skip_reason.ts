import type { Consultation } from "@/lib/domain/consultation.ts";
import type { Instant } from "@/lib/domain/instant.ts";
import { joinWindow, windowPhase } from "@/lib/domain/join_window.ts";
import { isHere } from "@/lib/domain/presence.ts";
import { isTimely } from "@/lib/domain/reminders.ts";
import type { Deps, Mail } from "@/lib/ports.ts";

export type MailCheck = Pick<
  Deps,
  "clock" | "joinPolicy" | "consultations" | "presence" | "reminderStops"
>;

/** Why a mail would say what is no longer so. */
export type Pointless =
  | "erased"
  | "answered"
  | "other_version"
  | "over"
  | "too_late"
  | "client_is_here"
  | "reminders_stopped";

/**
 * Asked at the moment of sending, because a row may have waited for hours: is
 * what the mail says still so, and does its link still open? Null if it is.
 */
export async function whyPointless(
  deps: MailCheck,
  mail: Mail,
): Promise<Pointless | null> {
  const now = deps.clock.now();
  if (mail.kind === "sign_in") {
    return now < mail.expiresAt ? null : "too_late";
  }
  const stored = await deps.consultations.get(mail.consultation.id);
  if (stored === null || stored.value.state === "erased") return "erased";
  const record = stored.value;
  switch (mail.kind) {
    case "request_received":
    case "request_to_artist":
      return record.state === "requested" ? null : "answered";
    case "confirmed":
    case "rescheduled":
    case "rescheduled_to_artist":
      return whyNotAhead(deps, mail, record, now);
    case "reminder":
      return whyNotAhead(deps, mail, record, now) ??
        (record.state === "live" ||
            !isTimely(mail.reminder, record.startsAt, now)
          ? "too_late"
          : await deps.reminderStops.isStopped(mail.to)
          ? "reminders_stopped"
          : null);
    case "ready": {
      const why = whyNotAhead(deps, mail, record, now);
      if (why !== null) return why;
      const { client } = await deps.presence.of(record.id);
      return isHere(client, now) ? "client_is_here" : null;
    }
    // What is over stays over: these may come late and are still true.
    case "declined":
    case "cancelled":
    case "cancelled_to_artist":
    case "expired":
    case "summary":
      return null;
  }
}

/** Is the appointment that the message speaks of the one that still lies ahead, or under way? */
export function whyNotAhead(
  deps: Pick<Deps, "joinPolicy">,
  message: { readonly consultation: { readonly version: number } },
  record: Consultation,
  now: Instant,
): Pointless | null {
  if (record.version !== message.consultation.version) return "other_version";
  if (record.state !== "confirmed" && record.state !== "live") return "over";
  const window = joinWindow(record, deps.joinPolicy);
  return windowPhase(window, now) === "closed" ? "over" : null;
}
