import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { type Actor, partyOf } from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change } from "./change.ts";
import { completeRoom, openRoomOf } from "./ensure_room.ts";

/**
 * live → ended, the same for both people. The record ends even if the video
 * service cannot be reached; a repeat, or the sweep, then completes the room.
 */
export async function endSession(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Consultation>> {
  const by = actor === null ? null : partyOf(actor);
  if (actor !== null && by === null) {
    const seen = await authorise(deps, actor, "end", id);
    return seen.ok ? refuse("wrong_role") : seen;
  }
  const ended = await change(
    deps,
    () => authorise(deps, actor, "end", id),
    { type: "end", by: by ?? "system" },
  );
  if (!ended.ok) return ended;
  const { consultation } = ended.value;
  if (
    consultation.state !== "ended" ||
    consultation.twilioRoomStatus === "completed"
  ) return { ok: true, value: consultation };
  const completed = await completeRoom(
    deps,
    id,
    openRoomOf(consultation),
  );
  return { ok: true, value: completed ?? consultation };
}
