import { ok, type Outcome } from "@/lib/domain/basic/refusal.ts";
import type { CountedStills, Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

/** The requests and the stills of a consultation, for its two people. */
export async function readStills(
  deps: Pick<Deps, "consultations" | "stills">,
  { actor, id }: RequestContext,
): Promise<Outcome<CountedStills>> {
  const seen = await authorise(deps, { actor, action: "see_stills", id });
  return seen.ok ? ok(await deps.stills.read(id)) : seen;
}
