import { confirmedRules, requestedRules } from "./booking_rules.ts";
import {
  cancelledRules,
  declinedRules,
  erasedRules,
  expiredRules,
  noShowRules,
} from "./closed_rules.ts";
import type { Consultation, ConsultationState } from "./consultation.ts";
import type { Event } from "./event.ts";
import { endedRules, liveRules } from "./session_rules.ts";
import type {
  RulesOf,
  TransitionContext,
  TransitionResult,
} from "./transition_rule.ts";

export type { Event } from "./event.ts";
export type { TransitionContext, TransitionResult } from "./transition_rule.ts";

/** Every state's rules; each has a rule for every event. */
const RULES: { readonly [S in ConsultationState]: RulesOf<S> } = {
  requested: requestedRules,
  confirmed: confirmedRules,
  live: liveRules,
  ended: endedRules,
  declined: declinedRules,
  expired: expiredRules,
  cancelled: cancelledRules,
  no_show: noShowRules,
  erased: erasedRules,
};

/** Decides what an event does to a consultation. Pure: it writes nothing. */
export function transition(
  from: Consultation,
  event: Event,
  at: TransitionContext,
): TransitionResult {
  // The table is typed cell by cell; TypeScript cannot see that the two keys
  // match.
  const rule = RULES[from.state][event.type] as (
    from: Consultation,
    event: Event,
    at: TransitionContext,
  ) => TransitionResult;
  return rule(from, event, at);
}
