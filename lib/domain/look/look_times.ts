import { DAY, type Instant } from "@/lib/domain/basic/instant.ts";
import { type Refusal, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";

/** An artist finishes a sheet in the evening or after the weekend, not next month. */
export const LOOK_EDIT_FOR = 14 * DAY;

/**
 * How long the client's links open the page of an ended consultation: a bridal
 * trial comes months before the wedding, and the sheet is for that day.
 */
export const LOOK_PAGE_FOR = 180 * DAY;

/** Why the look sheet cannot be written or sent now; null if it can. */
export function lookEditRefusal(
  consultation: Consultation,
  now: Instant,
): Refusal | null {
  switch (consultation.state) {
    case "live":
      return null;
    case "ended":
      return now < consultation.sessionEndedAt + LOOK_EDIT_FOR
        ? null
        : refuse("too_late", { now });
    case "requested":
      return refuse("not_confirmed");
    case "confirmed":
      return refuse("not_live");
    case "declined":
    case "expired":
    case "cancelled":
      return refuse("consultation_cancelled");
    case "no_show":
      return refuse("too_late", { now });
    case "erased":
      return refuse("consultation_erased");
  }
}

/** Until when the client's links open the page of what happened; null if nothing did. */
export function pageOpenUntil(consultation: Consultation): Instant | null {
  return consultation.state === "ended"
    ? consultation.sessionEndedAt + LOOK_PAGE_FOR
    : null;
}
