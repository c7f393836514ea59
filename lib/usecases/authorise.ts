import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import {
  type Action,
  type Actor,
  permission,
} from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps, Stored } from "@/lib/ports.ts";

/**
 * Reads a consultation for someone who wants to do something with it. A stranger
 * learns no more than that there is nothing here for them, whether the id exists
 * or not.
 */
export async function authorise(
  deps: Pick<Deps, "consultations">,
  actor: Actor | null,
  action: Action,
  id: ConsultationId,
): Promise<Outcome<Stored<Consultation>>> {
  if (actor === null) return refuse("sign_in_required");
  const stored = await deps.consultations.get(id);
  if (stored === null) return refuse("not_found");
  switch (permission(actor, action, stored.value)) {
    case "allowed":
      return { ok: true, value: stored };
    case "wrong_role":
      return refuse("wrong_role");
    case "link_replaced":
      return refuse("link_replaced");
    case "stranger":
      return refuse("not_found");
  }
}
