import { describeError } from "@/lib/domain/basic/describe_error.ts";
import {
  type Consultation,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import type { SavedRecordingStatus } from "@/lib/domain/recording/saved_recording.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { Deps } from "@/lib/ports/mod.ts";

/** Reads and orders nothing: scanners and previews open pages too. */
export async function savedRecording(
  deps: Pick<Deps, "videoRooms" | "log">,
  { role, consultation }: {
    readonly role: Actor["role"];
    readonly consultation: Consultation;
  },
): Promise<SavedRecordingStatus> {
  const { state, roomSids } = recordingOf(consultation);
  const as = (state: SavedRecordingStatus["state"], parts = 0) => ({
    state,
    parts,
  });
  if (state === "deleting" || state === "deleted") return as(state);
  if (roomSids.length === 0 || consultation.state !== "ended") {
    return as("none");
  }
  if (role !== "artist") return as("kept");
  if (consultation.twilioRoomStatus !== "completed") return as("closing");
  if (!deps.videoRooms.capabilities.recording) return as("unknown");
  try {
    const made = await Promise.all(
      roomSids.map((sid) => deps.videoRooms.composition(sid, "look")),
    );
    const parts = made.filter((one) => one !== null);
    const worst = (["unordered", "processing", "ready", "failed"] as const)
      .find((status) => parts.some((one) => one.status === status));
    return worst === undefined
      ? as("none")
      : as(worst, parts.filter(({ url }) => url !== null).length);
  } catch (error) {
    const { id } = consultation;
    deps.log("recording_not_found_out", { id, reason: describeError(error) });
    return as("unknown");
  }
}
