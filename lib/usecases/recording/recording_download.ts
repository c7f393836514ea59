import { describeError } from "@/lib/domain/basic/describe_error.ts";
import { recordingOf } from "@/lib/domain/consultation/consultation.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Composition, Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { whyNoRecording } from "./recording_availability.ts";

/**
 * The download URLs of the MP4s, one per room in which something was recorded:
 * the video service's own URLs, valid for a few minutes, requested each time
 * and stored nowhere. With `order`, the first call orders the files.
 */
export async function recordingDownload(
  deps: Deps,
  { actor, id, order }: RequestContext & {
    /** A link that is opened only looks: programs open links too. */
    readonly order: "order" | "look";
  },
): Promise<Outcome<readonly string[]>> {
  const action = "download_recording";
  const seen = await authorise(deps, { actor, action, id });
  if (!seen.ok) return seen;
  const unavailable = whyNoRecording(deps);
  if (unavailable) return unavailable;
  const consultation = seen.value.stored.value;
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
      const one = await deps.videoRooms.composition(roomSid, order);
      if (one) made.push(one);
    }
  } catch (error) {
    deps.log("recording_not_found_out", { id, reason: describeError(error) });
    return refuse("video_unavailable", { retryAfterSeconds: 3 });
  }
  if (made.length === 0) return refuse("recording_not_found");
  if (
    made.some(({ status }) => status === "processing" || status === "unordered")
  ) {
    return refuse("recording_not_ready", { retryAfterSeconds: 30 });
  }
  const urls = made.flatMap(({ url }) => url ?? []);
  return urls.length > 0 ? ok(urls) : refuse("recording_failed");
}
