import { describeError } from "@/lib/domain/basic/describe_error.ts";
import {
  type Consultation,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { type Deps, isRefusedForGood } from "@/lib/ports/mod.ts";
import { bySystem, change, readStored } from "@/lib/usecases/shared/change.ts";
import type { PermittedRecordingEvent } from "./recording_actions.ts";
import { syncRecording } from "./sync_recording.ts";

/**
 * Decides, commits, calls, records; then checks whether it is still wanted. A
 * withdrawal during the call was written first, and the service's answer then
 * only tells us what to stop.
 */
export async function startRecording(
  deps: Deps,
  { source, event }: PermittedRecordingEvent,
): Promise<Outcome<Consultation>> {
  let { stored } = source;
  if (recordingOf(stored.value).state === "stopping") {
    stored = await syncRecording(deps, stored);
  }
  const decided = await change(deps, { ...source, stored }, {
    request: event,
  });
  if (!decided.ok) return decided;
  const { next } = decided.value;
  const live = next.value;
  if (live.state !== "live" || live.twilioRoomSid === null) {
    return refuse("room_not_ready", { retryAfterSeconds: 2 });
  }
  if (recordingOf(live).state === "on") return ok(live);

  const { id, twilioRoomSid: roomSid } = live;
  try {
    await deps.videoRooms.startRecording(roomSid);
  } catch (error) {
    deps.log("recording_not_started", { id, reason: describeError(error) });
    const stopped = await change(deps, bySystem(deps, next), {
      request: isRefusedForGood(error)
        ? { type: "recording_start_failed" }
        : { type: "recording_stop" },
    });
    if (stopped.ok) await syncRecording(deps, stopped.value.next);
    else await settleAnew(deps, id);
    return refuse("video_unavailable", { retryAfterSeconds: 3 });
  }
  const recorded = await change(deps, bySystem(deps, next), {
    request: { type: "recording_started", roomSid, sid: null },
  });
  if (!recorded.ok) {
    await settleAnew(deps, id);
    return recorded;
  }
  const settled = await syncRecording(deps, recorded.value.next);
  return recordingOf(settled.value).state === "on"
    ? ok(settled.value)
    : refuse("recording_not_consented");
}

/** The write was refused: the record has changed by now. */
async function settleAnew(deps: Deps, id: ConsultationId): Promise<void> {
  const read = await readStored(deps, id);
  if (read.ok) await syncRecording(deps, read.value);
}
