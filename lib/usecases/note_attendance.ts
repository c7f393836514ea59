import type { ConsultationId } from "@/lib/domain/ids.ts";
import { stayOf } from "@/lib/domain/joins.ts";
import { type Deps, isRefusedForGood } from "@/lib/ports.ts";
import { change, type ChangeNeeds, reader } from "./change.ts";

type Needs = ChangeNeeds & Pick<Deps, "videoRooms" | "log">;

/**
 * Writes down who came and went in a room, as the video service lists it: what no
 * callback told, or one that was answered and then lost. Absence says nothing.
 *
 * @returns whether there is nothing more to be learnt by asking again
 */
export async function noteAttendance(
  deps: Needs,
  id: ConsultationId,
  roomSid: string,
): Promise<boolean> {
  let seen;
  try {
    seen = await deps.videoRooms.participants(roomSid);
  } catch (error) {
    deps.log("attendance_unknown", { id, reason: String(error) });
    return isRefusedForGood(error);
  }
  const stays = seen.map(({ sid, ...one }) =>
    stayOf(id, { ...one, participantSid: sid })
  ).filter((stay) => stay !== null);
  if (stays.length === 0) return true;
  const event = { type: "attended", stays } as const;
  return (await change(deps, reader(deps, id), event)).ok;
}
