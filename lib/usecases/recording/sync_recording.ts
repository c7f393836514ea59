import { describeError } from "@/lib/domain/basic/describe_error.ts";
import {
  type Consultation,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import { mayRecord, START_TIMEOUT } from "@/lib/domain/recording/recording.ts";
import type { Event } from "@/lib/domain/consultation/transition.ts";
import type { Deps, Stored } from "@/lib/ports/mod.ts";
import {
  bySystem,
  change,
  type ChangeNeeds,
} from "@/lib/usecases/shared/change.ts";
import { completeRoom, openRoomOf } from "@/lib/usecases/call/ensure_room.ts";

type Needs = ChangeNeeds & Pick<Deps, "videoRooms" | "log">;

/**
 * Brings the video service in line with what was decided: stops what must stop,
 * deletes what must be deleted, and stops a start whose result is unknown.
 * Every recording request ends with it, and so does each sweep; it can be
 * repeated, and never throws because of the service.
 */
export async function syncRecording(
  deps: Needs,
  stored: Stored<Consultation>,
): Promise<Stored<Consultation>> {
  switch (recordingOf(stored.value).state) {
    case "starting":
    case "on":
      return await stopIfStray(deps, stored);
    case "stopping":
      return await stopInRoom(deps, stored);
    case "deleting":
      return await deleteAll(deps, stored);
    default:
      return stored;
  }
}

/** A start that died half way, or consents to a text that a new release has changed. */
async function stopIfStray(
  deps: Needs,
  stored: Stored<Consultation>,
): Promise<Stored<Consultation>> {
  const recording = recordingOf(stored.value);
  const { startPending } = recording;
  const died = startPending !== null &&
    deps.clock.now() >= startPending + START_TIMEOUT;
  if (stored.value.state !== "live" || (mayRecord(recording) && !died)) {
    return stored;
  }
  const stopped = await record(deps, stored, {
    request: { type: "recording_stop" },
  });
  return stopped === null ? stored : await stopInRoom(deps, stopped);
}

/** If the session is over, the end of its room stops it. */
async function stopInRoom(
  deps: Needs,
  stored: Stored<Consultation>,
): Promise<Stored<Consultation>> {
  if (stored.value.state !== "live") return stored;
  const { id, twilioRoomSid } = stored.value;
  try {
    if (twilioRoomSid !== null) {
      await deps.videoRooms.stopRecording(twilioRoomSid);
    }
  } catch (error) {
    deps.log("recording_not_stopped", { id, reason: describeError(error) });
    return stored;
  }
  return await record(deps, stored, {
    request: { type: "recording_stopped" },
  }) ?? stored;
}

/** A running recording cannot be deleted: the room comes first. */
async function deleteAll(
  deps: Needs,
  stored: Stored<Consultation>,
): Promise<Stored<Consultation>> {
  const { value: consultation } = stored;
  const { id, state } = consultation;
  let latest = stored;
  if (state !== "ended" && state !== "erased") return stored;
  try {
    if (state === "ended" && consultation.twilioRoomStatus !== "completed") {
      const completed = await completeRoom(deps, {
        id,
        room: openRoomOf(consultation),
      });
      if (completed === null) return stored;
      latest = completed;
    }
    for (const roomSid of recordingOf(consultation).roomSids) {
      await deps.videoRooms.deleteRecordings(roomSid);
    }
  } catch (error) {
    deps.log("recording_not_deleted", { id, reason: describeError(error) });
    return latest;
  }
  return await record(deps, latest, {
    request: { type: "recording_deleted" },
  }) ?? latest;
}

async function record(
  deps: Needs,
  stored: Stored<Consultation>,
  { request }: { readonly request: Event },
): Promise<Stored<Consultation> | null> {
  const recorded = await change(deps, bySystem(deps, stored), { request });
  return recorded.ok ? recorded.value.next : null;
}
