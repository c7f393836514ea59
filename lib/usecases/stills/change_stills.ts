import type { Action } from "@/lib/domain/consultation/permission.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Stills } from "@/lib/domain/stills/still.ts";
import { stillsRefusal } from "@/lib/domain/stills/stills_admission.ts";
import {
  changeStills as changed,
  type StillEvent,
} from "@/lib/domain/stills/stills_rules.ts";
import type { CountedStills, Deps, StillsNow } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

/** Every event but a picture, which comes with its bytes. */
export type StillAction = Exclude<StillEvent, { readonly type: "send" }>;

const PERMISSION = {
  ask: "ask_stills",
  withdraw: "ask_stills",
  approve: "ask_stills",
  refuse: "send_stills",
  remove: "send_stills",
} as const satisfies Record<StillAction["type"], Action>;

/** One person's request, answer or choice. A repeat changes nothing, and notifies nobody. */
export async function changeStills(
  deps: Deps,
  { actor, id, event }: RequestContext & { readonly event: StillAction },
): Promise<Outcome<CountedStills>> {
  const action = PERMISSION[event.type];
  const seen = await authorise(deps, { actor, action, id });
  if (!seen.ok) return seen;
  const wait = await deps.rateLimits.take(RATE_LIMITS.stillChanges, id);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  return await deps.stills.change(id, decidedBy(deps, event));
}

/** The rule for an event, by the record and the clock at the moment of the write. */
export function decidedBy(
  { clock, joinPolicy }: Pick<Deps, "clock" | "joinPolicy">,
  event: StillEvent,
): (now: StillsNow) => Outcome<Stills> {
  return ({ consultation, stills, number }) => {
    const now = clock.now();
    return stillsRefusal(consultation, event.type, { now, joinPolicy }) ??
      changed(stills, event, { now, number });
  };
}
