import type { Context } from "fresh";
import { type ConsultationId, parseConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { actorFor } from "./actor.ts";
import { refusalResponse } from "./refusals.ts";
import type { State } from "./state.ts";

export interface Asked {
  readonly ctx: Context<State>;
  readonly deps: Deps;
  readonly id: ConsultationId;
  /** Null: nobody is signed in. The use-case says what that means. */
  readonly actor: Actor | null;
}

/** A handler about one consultation, `[id]`, for whoever is signed in. */
export function aboutConsultation(
  handler: (asked: Asked) => Promise<Response>,
): (ctx: Context<State>) => Promise<Response> {
  return async (ctx) => {
    const id = parseConsultationId(ctx.params.id);
    if (id === null) return refusalResponse(refuse("not_found"));
    const actor = await actorFor(ctx, id);
    return await handler({ ctx, deps: ctx.state.services.deps, id, actor });
  };
}
