import { type Consultation, recordingOf } from "@/lib/domain/consultation.ts";
import type { KeptRecording } from "@/lib/domain/kept_recording.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Deps } from "@/lib/ports.ts";

/** Looks, and orders nothing: a page is opened by scanners and previews, too. */
export async function keptRecording(
  deps: Pick<Deps, "videoRooms" | "log">,
  role: Actor["role"],
  consultation: Consultation,
): Promise<KeptRecording> {
  const { state, roomSids } = recordingOf(consultation);
  const as = (state: KeptRecording["state"], parts = 0) => ({ state, parts });
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
    deps.log("recording_not_found_out", { id, reason: String(error) });
    return as("unknown");
  }
}
