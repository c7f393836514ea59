import { recordingOf } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Composition, Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { whyNoRecording } from "./recording_change.ts";

/**
 * Where the artist can download the MP4s, one of each room in which something was
 * recorded: addresses of the video service's own, good for a few minutes, asked
 * for anew each time and stored nowhere. The first call orders them.
 */
export async function recordingDownload(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<readonly string[]>> {
  const read = await authorise(deps, actor, "download_recording", id);
  if (!read.ok) return read;
  const unavailable = whyNoRecording(deps);
  if (unavailable) return unavailable;
  const consultation = read.value.value;
  const { roomSids, state } = recordingOf(consultation);
  const gone = state === "deleting" || state === "deleted";
  if (gone || roomSids.length === 0) return refuse("recording_not_found");
  if (
    consultation.state !== "ended" ||
    consultation.twilioRoomStatus !== "completed"
  ) return refuse("recording_in_progress");

  const made: Composition[] = [];
  try {
    for (const roomSid of roomSids) {
      const one = await deps.videoRooms.composition(roomSid, "order");
      if (one) made.push(one);
    }
  } catch (error) {
    deps.log("recording_not_found_out", { id, reason: String(error) });
    return refuse("video_unavailable", { retryAfterSeconds: 3 });
  }
  if (made.length === 0) return refuse("recording_not_found");
  if (made.some(({ status }) => status === "processing")) {
    return refuse("recording_not_ready", { retryAfterSeconds: 30 });
  }
  const urls = made.flatMap(({ url }) => url ?? []);
  return urls.length > 0 ? ok(urls) : refuse("recording_failed");
}
