import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { changeRecording } from "./recording_change.ts";

/** By either of the two, at any time; the agreements stand, so it can be started again. */
export function stopRecording(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Consultation>> {
  return changeRecording(
    deps,
    actor,
    id,
    "stop_recording",
    { type: "recording_stop" },
    "any",
  );
}
