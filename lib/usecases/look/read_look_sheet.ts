import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { CountedLook, Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

/** A look sheet, with the record that says when it was sent and how it was rated. */
export interface SeenLook extends CountedLook {
  readonly consultation: Consultation;
}

/** The look sheet, for both people and for admins. */
export async function readLookSheet(
  deps: Pick<Deps, "consultations" | "lookSheets">,
  { actor, id }: RequestContext,
): Promise<Outcome<SeenLook>> {
  const seen = await authorise(deps, { actor, action: "read_look_sheet", id });
  if (!seen.ok) return seen;
  const consultation = seen.value.stored.value;
  if (consultation.state === "erased") return refuse("consultation_erased");
  return ok({ ...await deps.lookSheets.read(id), consultation });
}
