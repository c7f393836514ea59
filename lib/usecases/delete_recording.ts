import { type Consultation, recordingOf } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { changeRecording } from "./recording_change.ts";

/**
 * Every track and everything made of them, once the consultation has ended. The
 * wish is written first: where the service does not answer, the sweep goes on
 * until all of it is gone. Who agreed, and when, stays in the record.
 */
export async function deleteRecording(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Consultation>> {
  const deleted = await changeRecording(deps, actor, id, "delete_recording", {
    type: "recording_delete",
  });
  if (!deleted.ok) return deleted;
  return recordingOf(deleted.value).state === "deleted"
    ? deleted
    : refuse("video_unavailable", { retryAfterSeconds: 60 });
}
