import {
  type Consultation,
  type Live,
  recordingOf,
} from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { mayRecord, START_MAY_LAND } from "@/lib/domain/recording.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps } from "@/lib/ports.ts";
import { change, type ChangeNeeds, reader } from "./change.ts";
import { completeRoom, openRoomOf } from "./ensure_room.ts";

type Needs = ChangeNeeds & Pick<Deps, "videoRooms" | "log">;

/**
 * Brings the video service to what has been decided: stops what is to stop,
 * deletes what is to go, and stops a start that nobody has heard of since. Every
 * request about recording ends with it, and so does each sweep; it may be
 * repeated, and never throws for the service's sake.
 */
export async function settleRecording(
  deps: Needs,
  id: ConsultationId,
): Promise<Consultation | null> {
  const read = await reader(deps, id)();
  if (!read.ok) return null;
  const consultation = read.value.value;
  switch (recordingOf(consultation).state) {
    case "starting":
    case "on":
      return await stopIfStray(deps, consultation);
    case "stopping":
      return consultation.state === "live"
        ? await stopInRoom(deps, consultation)
        : consultation;
    case "deleting":
      return await deleteAll(deps, consultation);
    default:
      return consultation;
  }
}

/** A start that died half way, or agreements to words that a new release has changed. */
async function stopIfStray(
  deps: Needs,
  consultation: Consultation,
): Promise<Consultation> {
  const recording = recordingOf(consultation);
  const { startPending } = recording;
  const died = startPending !== null &&
    deps.clock.now() >= startPending + START_MAY_LAND;
  if (consultation.state !== "live" || (mayRecord(recording) && !died)) {
    return consultation;
  }
  const stopped = await record(deps, consultation.id, {
    type: "recording_stop",
  });
  return stopped?.state === "live"
    ? await stopInRoom(deps, stopped)
    : consultation;
}

async function stopInRoom(deps: Needs, live: Live): Promise<Consultation> {
  const { id, twilioRoomSid } = live;
  try {
    if (twilioRoomSid !== null) {
      await deps.videoRooms.stopRecording(twilioRoomSid);
    }
  } catch (error) {
    deps.log("recording_not_stopped", { id, reason: String(error) });
    return live;
  }
  return await record(deps, id, { type: "recording_stopped" }) ?? live;
}

/** What is still being recorded cannot be deleted: the room comes first. */
async function deleteAll(
  deps: Needs,
  consultation: Consultation,
): Promise<Consultation> {
  const { id, state } = consultation;
  if (state !== "ended" && state !== "erased") return consultation;
  try {
    if (state === "ended" && consultation.twilioRoomStatus !== "completed") {
      const completed = await completeRoom(
        deps,
        id,
        openRoomOf(consultation),
      );
      if (completed === null) return consultation;
    }
    for (const roomSid of recordingOf(consultation).roomSids) {
      await deps.videoRooms.deleteRecordings(roomSid);
    }
  } catch (error) {
    deps.log("recording_not_deleted", { id, reason: String(error) });
    return consultation;
  }
  return await record(deps, id, { type: "recording_deleted" }) ?? consultation;
}

async function record(
  deps: Needs,
  id: ConsultationId,
  event: Event,
): Promise<Consultation | null> {
  const recorded = await change(deps, reader(deps, id), event);
  return recorded.ok ? recorded.value.consultation : null;
}
