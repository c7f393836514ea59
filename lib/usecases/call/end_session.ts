import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { ok, type Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { change } from "@/lib/usecases/shared/change.ts";
import { completeRoom, openRoomOf } from "./ensure_room.ts";

/**
 * live → ended, the same for both people. The record ends even if the video
 * service cannot be reached; a repeat, or the sweep, then completes the room.
 */
export async function endSession(
  deps: Deps,
  { actor, id }: RequestContext,
): Promise<Outcome<Consultation>> {
  const seen = await authorise(deps, { actor, action: "end", id });
  if (!seen.ok) return seen;
  const ended = await change(deps, seen.value, {
    request: { type: "end", by: seen.value.party },
  });
  if (!ended.ok) return ended;
  const consultation = ended.value.next.value;
  if (
    consultation.state !== "ended" ||
    consultation.twilioRoomStatus === "completed"
  ) return ok(consultation);
  const completed = await completeRoom(deps, {
    id,
    room: openRoomOf(consultation),
  });
  return ok(completed?.value ?? consultation);
}
