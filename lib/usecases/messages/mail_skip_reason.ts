import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import {
  joinWindow,
  windowPhase,
} from "@/lib/domain/consultation/join_window.ts";
import { isHere } from "@/lib/domain/call/presence.ts";
import { isTimely } from "@/lib/domain/messages/reminders.ts";
import type { Deps, Mail } from "@/lib/ports/mod.ts";

export type MailCheck = Pick<
  Deps,
  "clock" | "joinPolicy" | "consultations" | "presence" | "reminderOptOuts"
>;

/** The reason why a mail is outdated. */
export type MailSkipReason =
  | "erased"
  | "answered"
  | "other_version"
  | "over"
  | "too_late"
  | "client_is_here"
  | "reminders_stopped"
  | "no_account";

/**
 * Checked at the moment of sending, because a row may have waited for hours:
 * null if the mail's content still holds and its link still works.
 */
export async function mailSkipReason(
  deps: MailCheck,
  mail: Mail,
): Promise<MailSkipReason | null> {
  const now = deps.clock.now();
  if (mail.kind === "sign_in") {
    if (mail.to === "") return "no_account";
    return now < mail.expiresAt ? null : "too_late";
  }
  if (mail.kind === "codes_refused") {
    return mail.to === "" ? "no_account" : null;
  }
  // A number alone, which is about when it was written.
  if (mail.kind === "requests_to_artist") return null;
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
    case "link_again":
      return notUpcomingReason(deps, { message: mail, record, now });
    case "reminder":
      return notUpcomingReason(deps, { message: mail, record, now }) ??
        (record.state === "live" ||
            !isTimely(mail.reminder, { startsAt: record.startsAt, now })
          ? "too_late"
          : await deps.reminderOptOuts.isOptedOut(mail.to)
          ? "reminders_stopped"
          : null);
    case "ready": {
      const why = notUpcomingReason(deps, { message: mail, record, now });
      if (why !== null) return why;
      const { client } = await deps.presence.of(record.id);
      return isHere(client, now) ? "client_is_here" : null;
    }
    // A past state stays past: these may come late and are still true.
    case "declined":
    case "cancelled":
    case "cancelled_to_artist":
    case "withdrawn_to_artist":
    case "expired":
    case "missed":
    case "summary":
    case "look_sheet":
      return null;
  }
}

/** Returns whether the consultation in the message is the one that is still ahead or in progress. */
export function notUpcomingReason(
  deps: Pick<Deps, "joinPolicy">,
  { message, record, now }: {
    readonly message: { readonly consultation: { readonly version: number } };
    readonly record: Consultation;
    readonly now: Instant;
  },
): MailSkipReason | null {
  if (record.version !== message.consultation.version) return "other_version";
  if (record.state !== "confirmed" && record.state !== "live") return "over";
  const window = joinWindow(record, deps.joinPolicy);
  return windowPhase(window, now) === "closed" ? "over" : null;
}
