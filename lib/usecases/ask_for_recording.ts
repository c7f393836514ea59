import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { changeRecording } from "./recording_change.ts";

/** Puts the question to both pages. It agrees to nothing by itself, also not for the artist. */
export function askForRecording(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Consultation>> {
  return changeRecording(deps, actor, id, "ask_recording", {
    type: "recording_asked",
  });
}
