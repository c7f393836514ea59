import type { Consultation } from "./consultation.ts";
import { joinWindow, windowPhase } from "./join_window.ts";
import { type Refusal, refuse } from "@/lib/domain/basic/refusal.ts";
import type { TransitionContext } from "./transition.ts";

/**
 * The reason why nobody may wait for, or join, this consultation now; null if
 * they may. One rule for the heartbeat and for the token, by the server's clock
 * alone.
 */
export function admissionRefusal(
  consultation: Consultation,
  { now, joinPolicy }: TransitionContext,
): Refusal | null {
  switch (consultation.state) {
    case "requested":
      return refuse("not_confirmed");
    case "declined":
    case "expired":
    case "cancelled":
      return refuse("consultation_cancelled");
    case "ended":
      return refuse("consultation_ended");
    case "no_show":
      return refuse("too_late");
    case "erased":
      return refuse("consultation_erased");
    case "confirmed":
    case "live":
      return outsideWindow(consultation, { now, joinPolicy });
  }
}

/** The refusal contains when the window opens and closes, so that a page can continue by itself. */
export function outsideWindow(
  times: { readonly startsAt: number; readonly endsAt: number },
  { now, joinPolicy }: TransitionContext,
): Refusal | null {
  const window = joinWindow(times, joinPolicy);
  const phase = windowPhase(window, now);
  if (phase === "open") return null;
  return refuse(phase === "early" ? "too_early" : "too_late", {
    ...window,
    now,
  });
}
