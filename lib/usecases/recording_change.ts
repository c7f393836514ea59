import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Action, Actor } from "@/lib/domain/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change } from "./change.ts";
import { settleRecording } from "./settle_recording.ts";

/** Null, or why nothing is recorded here, in words that a page can show. */
export function whyNoRecording(deps: Pick<Deps, "videoRooms">) {
  const { recording, whyNoRecording } = deps.videoRooms.capabilities;
  return recording
    ? null
    : refuse("recording_unavailable", { reason: whyNoRecording ?? "" });
}

/**
 * Decide, commit, then bring the service to it. `backend: "any"` is for what must
 * be possible where recording is not, or not any more: taking an agreement back.
 */
export async function changeRecording(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
  action: Action,
  event: Event,
  backend: "any" | "recording" = "recording",
): Promise<Outcome<Consultation>> {
  // Strangers first: they learn nothing, not even what this studio can do.
  const seen = await authorise(deps, actor, action, id);
  if (!seen.ok) return seen;
  const unavailable = backend === "any" ? null : whyNoRecording(deps);
  if (unavailable) return unavailable;
  const changed = await change(
    deps,
    () => authorise(deps, actor, action, id),
    event,
  );
  if (!changed.ok) return changed;
  const settled = await settleRecording(deps, id);
  return ok(settled ?? changed.value.consultation);
}
