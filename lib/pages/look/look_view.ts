import { iso } from "@/lib/domain/basic/instant.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { isRemoved, stepsOf } from "@/lib/domain/look/look_sheet.ts";
import { lookEditRefusal } from "@/lib/domain/look/look_times.ts";
import { type Rating, ratingOf } from "@/lib/domain/look/rating.ts";
import type { LookSheetAnswer, RatingAnswer } from "@/lib/wire/wire.ts";
import type { SeenLook } from "@/lib/usecases/look/read_look_sheet.ts";

/** The answer about a look sheet: the same for everyone who may read it. */
export function lookView(
  { sheet, count, consultation }: SeenLook,
  now: Instant,
): LookSheetAnswer {
  const sent = "lookSheetSent" in consultation
    ? consultation.lookSheetSent
    : undefined;
  const { head } = sheet;
  return {
    count,
    head: { ...head, changedAt: iso(head.changedAt) },
    steps: stepsOf(sheet)
      .map((step) => ({ ...step, changedAt: iso(step.changedAt) })),
    removed: sheet.steps.filter(isRemoved)
      .map(({ id, changedAt }) => ({ id, changedAt: iso(changedAt) })),
    editable: lookEditRefusal(consultation, now) === null,
    sent: sent === undefined
      ? null
      : { at: iso(sent.at), changed: sent.count !== count },
    rating: ratingView(ratingOf(consultation)),
    now: iso(now),
  };
}

export function ratingView(rating: Rating): RatingAnswer;
export function ratingView(rating: Rating | null): RatingAnswer | null;
export function ratingView(rating: Rating | null): RatingAnswer | null {
  return rating && { ...rating, at: iso(rating.at) };
}
