import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change } from "./change.ts";
import { completeRoom, openRoomOf } from "./ensure_room.ts";
import { settleRecording } from "./settle_recording.ts";

/**
 * What is over becomes a tombstone, in one write: name, address, note and all that
 * lies beside the record are gone with it. Only then the video service is asked to
 * delete what it recorded; what it does not answer to, the sweep asks for again,
 * by the rooms that the tombstone names. Cannot be undone.
 */
export async function eraseConsultation(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Consultation>> {
  const seen = await authorise(deps, actor, "erase", id);
  if (!seen.ok) return seen;
  if (actor === null || actor.role === "client") return refuse("wrong_role");
  const { value } = seen.value;
  if (value.state === "ended" && value.twilioRoomStatus !== "completed") {
    await completeRoom(deps, id, openRoomOf(value));
  }
  const erased = await change(
    deps,
    () => authorise(deps, actor, "erase", id),
    { type: "erase", by: actor.role },
  );
  if (!erased.ok) return erased;
  return ok(await settleRecording(deps, id) ?? erased.value.consultation);
}
