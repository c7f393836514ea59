/** The rules of a consultation that never took place, or is erased. */
import { refuse } from "@/lib/domain/basic/refusal.ts";
import { withLeftoverRecording } from "@/lib/domain/recording/recording_updates.ts";
import type { InState } from "./consultation.ts";
import { erased } from "./shared_rules.ts";
import {
  changedTo,
  refuseAll,
  type RulesOf,
  type TransitionContext,
  type TransitionResult,
  unchanged,
} from "./transition_rule.ts";

export const declinedRules: RulesOf<"declined"> = {
  ...refuseAll("consultation_cancelled"),
  decline: unchanged,
  erase: erased,
};

export const expiredRules: RulesOf<"expired"> = {
  ...refuseAll("consultation_cancelled"),
  expire: unchanged,
  erase: erased,
};

export const cancelledRules: RulesOf<"cancelled"> = {
  ...refuseAll("consultation_cancelled"),
  cancel: unchanged,
  withdraw: (from) =>
    from.withdrawn ? unchanged(from) : refuse("consultation_cancelled"),
  erase: erased,
};

export const noShowRules: RulesOf<"no_show"> = {
  ...refuseAll("too_late"),
  no_show: unchanged,
  erase: erased,
};

export const erasedRules: RulesOf<"erased"> = {
  ...refuseAll("consultation_erased"),
  erase: unchanged,
  recording_started: remains,
  recording_finished: remains,
  recording_deleted: remains,
};

function remains(
  from: InState<"erased">,
  event: Parameters<typeof withLeftoverRecording>[1],
  { now }: TransitionContext,
): TransitionResult {
  const next = withLeftoverRecording(from, event, { now });
  return next === from ? unchanged(from) : changedTo(next);
}
