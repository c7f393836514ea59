import { type Consultation, recordingOf } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { type Deps, isRefusedForGood } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change, reader } from "./change.ts";
import { whyNoRecording } from "./recording_change.ts";
import { settleRecording } from "./settle_recording.ts";

/**
 * Decide, commit, call, record; then look whether it is still wanted. Whoever
 * withdraws while the service is being asked has written that down first, and the
 * service's answer then only tells us what there is to stop.
 */
export async function startRecording(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Consultation>> {
  const seen = await authorise(deps, actor, "start_recording", id);
  if (!seen.ok) return seen;
  const unavailable = whyNoRecording(deps);
  if (unavailable) return unavailable;
  if (recordingOf(seen.value.value).state === "stopping") {
    await settleRecording(deps, id);
  }
  const decided = await change(
    deps,
    () => authorise(deps, actor, "start_recording", id),
    { type: "recording_start" },
  );
  if (!decided.ok) return decided;
  const live = decided.value.consultation;
  if (live.state !== "live" || live.twilioRoomSid === null) {
    return refuse("room_not_ready", { retryAfterSeconds: 2 });
  }
  if (recordingOf(live).state === "on") return ok(live);

  const roomSid = live.twilioRoomSid;
  try {
    await deps.videoRooms.startRecording(roomSid);
  } catch (error) {
    deps.log("recording_not_started", { id, reason: String(error) });
    await change(
      deps,
      reader(deps, id),
      isRefusedForGood(error)
        ? { type: "recording_start_failed" }
        : { type: "recording_stop" },
    );
    await settleRecording(deps, id);
    return refuse("video_unavailable", { retryAfterSeconds: 3 });
  }
  const recorded = await change(deps, reader(deps, id), {
    type: "recording_started",
    roomSid,
    sid: null,
  });
  const settled = await settleRecording(deps, id);
  if (!recorded.ok) return recorded;
  const now = settled ?? recorded.value.consultation;
  return recordingOf(now).state === "on"
    ? ok(now)
    : refuse("recording_not_consented");
}
