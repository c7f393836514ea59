import { admissionRefusal } from "@/lib/domain/consultation/admission.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { TransitionContext } from "@/lib/domain/consultation/transition.ts";
import type { Refusal } from "@/lib/domain/basic/refusal.ts";

/**
 * The reason why nobody may write to the other, or say how they are, now; null
 * if they may. It begins with the confirmation, because "I am late" is most
 * useful before anyone may join, and ends when joining ends.
 */
export function writingRefusal(
  consultation: Consultation,
  context: TransitionContext,
): Refusal | null {
  const refusal = admissionRefusal(consultation, context);
  return refusal?.code === "too_early" ? null : refusal;
}
