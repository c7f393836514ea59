import { describeError } from "@/lib/domain/basic/describe_error.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { joinOf } from "@/lib/domain/call/attendance.ts";
import { type Deps, isRefusedForGood } from "@/lib/ports/mod.ts";
import {
  changeBySystem,
  type ChangeNeeds,
} from "@/lib/usecases/shared/change.ts";

type Needs = ChangeNeeds & Pick<Deps, "videoRooms" | "log">;

/**
 * Records who came and went in a room, as the video service lists it: what no
 * callback reported, or what a lost callback did. Absence proves nothing.
 *
 * @returns whether asking again cannot bring anything new
 */
export async function recordAttendance(
  deps: Needs,
  { id, roomSid }: {
    readonly id: ConsultationId;
    readonly roomSid: string;
  },
): Promise<boolean> {
  let seen;
  try {
    seen = await deps.videoRooms.participants(roomSid);
  } catch (error) {
    deps.log("attendance_unknown", { id, reason: describeError(error) });
    return isRefusedForGood(error);
  }
  const joins = seen.map(({ sid, ...one }) =>
    joinOf(id, { ...one, participantSid: sid })
  ).filter((join) => join !== null);
  if (joins.length === 0) return true;
  const event = { type: "attended", joins } as const;
  return (await changeBySystem(deps, id, { request: event })).ok;
}
