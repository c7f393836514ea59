import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import type { Changed } from "./change.ts";
import { changeAndTell } from "./change_and_tell.ts";

/** requested → declined: the slot is free again, and the client is told. */
export function declineConsultation(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
  reason: string,
): Promise<Outcome<Changed>> {
  return changeAndTell(
    deps,
    actor,
    "decline",
    id,
    { type: "decline", reason },
    ({ about }) => [{
      kind: "declined",
      to: about.client.email,
      consultation: about,
      reason,
    }],
  );
}
