import type { Consultation, Ended } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { HOUR, MINUTE } from "@/lib/domain/instant.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { noteAttendance } from "./note_attendance.ts";
import { change, type ChangeNeeds, reader } from "./change.ts";

type Needs = ChangeNeeds & Pick<Deps, "videoRooms" | "log">;

/** Longer than a start can take, its retries included. */
const IN_THE_MAKING = MINUTE;
/** A service that lists nobody for so long is not going to. */
const WORTH_ASKING = HOUR;

/**
 * Makes the room of a live consultation, or finds the one that is there. The
 * video service is called between two writes, never inside one: decide, commit,
 * call, record. Whoever comes next repairs a call that died half way.
 */
export async function ensureRoom(
  deps: Needs,
  id: ConsultationId,
): Promise<Outcome<Consultation>> {
  const read = await reader(deps, id)();
  if (!read.ok) return read;
  const consultation = read.value.value;
  if (
    consultation.state !== "live" ||
    consultation.twilioRoomStatus === "in-progress"
  ) return { ok: true, value: consultation };

  // Written before it is asked for: whoever ends the consultation meanwhile, or
  // finds it after a crash, has to look for a room that nobody has recorded.
  const wanted = await change(deps, reader(deps, id), { type: "room_wanted" });
  if (!wanted.ok) return wanted;
  let sid: string;
  try {
    sid = (await deps.videoRooms.ensure(consultation.twilioRoomName)).sid;
  } catch (error) {
    deps.log("room_failed", { id, reason: String(error) });
    return refuse("video_unavailable", { retryAfterSeconds: 3 });
  }
  const recorded = await change(deps, reader(deps, id), {
    type: "room_ready",
    sid,
  });
  if (recorded.ok) return { ok: true, value: recorded.value.consultation };
  if (recorded.code === "consultation_ended") {
    // It was ended while its room was being made: the room must not outlive it.
    await completeRoom(deps, id, sid);
  }
  return recorded;
}

/**
 * What to complete of an ended consultation. While a room is being made, its name
 * is all that is known of it; a sid would be that of the room before.
 */
export function openRoomOf(ended: Ended): string {
  return ended.twilioRoomStatus === "in-progress"
    ? ended.twilioRoomSid ?? ended.twilioRoomName
    : ended.twilioRoomName;
}

/**
 * Completes the room, asks it who was there, and records both; what fails here,
 * the sweep does again.
 */
export async function completeRoom(
  deps: Needs,
  id: ConsultationId,
  sidOrName: string,
): Promise<Consultation | null> {
  try {
    const { sid } = await deps.videoRooms.complete(sidOrName);
    if (sid === null && await mayYetBeMade(deps, id)) return null;
    const known = await noteAttendance(deps, id, sid ?? sidOrName);
    if (!known && await mayYetBeKnown(deps, id)) return null;
    const recorded = await change(deps, reader(deps, id), {
      type: "room_completed",
      sid: null,
    });
    return recorded.ok ? recorded.value.consultation : null;
  } catch (error) {
    deps.log("room_not_completed", { id, reason: String(error) });
    return null;
  }
}

/** Who was there is worth asking again, and not for ever. */
async function mayYetBeKnown(deps: Needs, id: ConsultationId) {
  const consultation = (await deps.consultations.get(id))?.value;
  return consultation?.state === "ended" &&
    deps.clock.now() < consultation.sessionEndedAt + WORTH_ASKING;
}

/**
 * The service knows no such room. A start that began before the end may still
 * make it, so for a while that is not yet "completed", and the sweep looks again.
 */
async function mayYetBeMade(deps: Needs, id: ConsultationId): Promise<boolean> {
  const consultation = (await deps.consultations.get(id))?.value;
  return consultation?.state === "ended" &&
    consultation.twilioRoomStatus === "pending" &&
    deps.clock.now() < consultation.sessionEndedAt + IN_THE_MAKING;
}
