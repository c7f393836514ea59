import { describeError } from "@/lib/domain/basic/describe_error.ts";
import type {
  Consultation,
  Ended,
} from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps, Stored } from "@/lib/ports/mod.ts";
import { recordAttendance } from "./record_attendance.ts";
import {
  bySystem,
  change,
  changeBySystem,
  type ChangeNeeds,
} from "@/lib/usecases/shared/change.ts";

type Needs = ChangeNeeds & Pick<Deps, "videoRooms" | "log">;

/** Longer than a start can take, including retries. */
const ROOM_CREATION_WINDOW = MINUTE;
/** A service that lists nobody for this long never will. */
const WORTH_ASKING = HOUR;

/**
 * Creates the room of a live consultation, or finds the existing one. The video
 * service is called between two writes, never inside one: decide, commit, call,
 * record. The next caller repairs a call that died half way.
 */
export async function ensureRoom(
  deps: Needs,
  stored: Stored<Consultation>,
): Promise<Outcome<Stored<Consultation>>> {
  const { value: consultation } = stored;
  if (
    consultation.state !== "live" ||
    consultation.twilioRoomStatus === "in-progress"
  ) return ok(stored);
  const { id, twilioRoomName } = consultation;

  // Written before the call: anyone who ends the consultation in between, or
  // finds it after a crash, has to look for a room that is not recorded yet.
  const wanted = await change(deps, bySystem(deps, stored), {
    request: { type: "room_wanted" },
  });
  if (!wanted.ok) return wanted;
  let sid: string;
  try {
    sid = (await deps.videoRooms.ensure(twilioRoomName)).sid;
  } catch (error) {
    deps.log("room_failed", { id, reason: describeError(error) });
    return refuse("video_unavailable", { retryAfterSeconds: 3 });
  }
  const recorded = await change(deps, bySystem(deps, wanted.value.next), {
    request: { type: "room_ready", sid },
  });
  if (recorded.ok) return ok(recorded.value.next);
  if (recorded.code === "consultation_ended") {
    // It was ended while its room was being created: the room must not outlive
    // it.
    await completeRoom(deps, { id, room: sid });
  }
  return recorded;
}

/**
 * The room to complete for an ended consultation. While a room is being
 * created, only its name is known; a sid would be that of the previous room.
 */
export function openRoomOf(ended: Ended): string {
  return ended.twilioRoomStatus === "in-progress"
    ? ended.twilioRoomSid ?? ended.twilioRoomName
    : ended.twilioRoomName;
}

/**
 * Completes the room, asks who was in it, and records both; what fails here,
 * the sweep repeats.
 */
export async function completeRoom(
  deps: Needs,
  { id, room }: {
    readonly id: ConsultationId;
    /** Its sid or its name. */
    readonly room: string;
  },
): Promise<Stored<Consultation> | null> {
  try {
    const { sid } = await deps.videoRooms.complete(room);
    if (sid === null && await isCreationPending(deps, id)) return null;
    const known = await recordAttendance(deps, { id, roomSid: sid ?? room });
    if (!known && await mayYetBeKnown(deps, id)) return null;
    const recorded = await changeBySystem(deps, id, {
      request: {
        type: "room_completed",
        sid: null,
      },
    });
    return recorded.ok ? recorded.value.next : null;
  } catch (error) {
    deps.log("room_not_completed", { id, reason: describeError(error) });
    return null;
  }
}

/** Asking again who was there is worth it for a while, not indefinitely. */
async function mayYetBeKnown(deps: Needs, id: ConsultationId) {
  const consultation = (await deps.consultations.get(id))?.value;
  return consultation?.state === "ended" &&
    deps.clock.now() < consultation.sessionEndedAt + WORTH_ASKING;
}

/**
 * The service knows no such room. A start that began before the end may still
 * create it, so for a while this does not count as "completed", and the sweep
 * looks again.
 */
async function isCreationPending(
  deps: Needs,
  id: ConsultationId,
): Promise<boolean> {
  const consultation = (await deps.consultations.get(id))?.value;
  return consultation?.state === "ended" &&
    consultation.twilioRoomStatus === "pending" &&
    deps.clock.now() < consultation.sessionEndedAt + ROOM_CREATION_WINDOW;
}
