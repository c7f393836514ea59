import { MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Refusal } from "@/lib/domain/basic/refusal.ts";
import { admissionRefusal } from "@/lib/domain/consultation/admission.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { TransitionContext } from "@/lib/domain/consultation/transition.ts";
import type { StillEvent } from "./stills_rules.ts";

/** A picture that was taken in the call may still be on its way over a bad line when it ends. */
export const LATE_STILLS = 15 * MINUTE;

/**
 * Why this cannot happen to the stills of this consultation now; null if it can.
 *
 * - A request is made and answered where both may be: in the join window.
 * - A picture may be sent from the confirmation on, and a while after the end.
 * - A still is chosen for the look sheet during the call and afterwards.
 * - The client deletes what they added at any time: it is their picture.
 */
export function stillsRefusal(
  consultation: Consultation,
  type: StillEvent["type"],
  context: TransitionContext,
): Refusal | null {
  const refusal = admissionRefusal(consultation, context);
  if (refusal === null) return null;
  switch (type) {
    case "ask":
    case "withdraw":
    case "refuse":
      return refusal;
    case "send":
      return isEarly(refusal) || isJustOver(consultation, context.now)
        ? null
        : refusal;
    case "remove":
      return consultation.state === "erased" ? refusal : null;
    case "approve":
      return consultation.state === "ended" || isInCalendar(consultation)
        ? null
        : refusal;
  }
}

function isEarly({ code }: Refusal): boolean {
  return code === "too_early";
}

function isJustOver(consultation: Consultation, now: number): boolean {
  return consultation.state === "ended" &&
    now < consultation.sessionEndedAt + LATE_STILLS;
}

function isInCalendar({ state }: Consultation): boolean {
  return state === "confirmed" || state === "live";
}
