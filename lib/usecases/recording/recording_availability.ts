import { refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";

/** Null, or the refusal with the reason why recording is not available, as a sentence for the page. */
export function whyNoRecording(deps: Pick<Deps, "videoRooms">) {
  const { recording, whyNoRecording } = deps.videoRooms.capabilities;
  return recording
    ? null
    : refuse("recording_unavailable", { reason: whyNoRecording ?? "" });
}
