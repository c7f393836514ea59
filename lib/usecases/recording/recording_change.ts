import {
  type Consultation,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { RecordingAction } from "@/lib/domain/recording/recording_action.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { change } from "@/lib/usecases/shared/change.ts";
import {
  type PermittedRecordingEvent,
  RECORDING_ACTIONS,
  type RecordingRequest,
} from "./recording_actions.ts";
import { startRecording } from "./start_recording.ts";
import { syncRecording } from "./sync_recording.ts";
import { whyNoRecording } from "./recording_availability.ts";

/**
 * One person's action on the recording: decides, commits, then brings the
 * service in line.
 */
export async function changeRecording(
  deps: Deps,
  { action, ...request }: RecordingRequest & {
    readonly action: RecordingAction;
  },
): Promise<Outcome<Consultation>> {
  const { permit, backend } = RECORDING_ACTIONS[action];
  // Permission first: an unauthorised caller learns nothing, not even what this
  // studio can do.
  const permitted = await permit(deps, request);
  if (!permitted.ok) return permitted;
  const unavailable = backend === "any" ? null : whyNoRecording(deps);
  if (unavailable) return unavailable;
  if (action === "start") return await startRecording(deps, permitted.value);
  const outcome = await changeAndSettle(deps, permitted.value);
  if (action !== "delete" || !outcome.ok) return outcome;
  return recordingOf(outcome.value).state === "deleted"
    ? outcome
    : refuse("video_unavailable", { retryAfterSeconds: 60 });
}

async function changeAndSettle(
  deps: Deps,
  { source, event }: PermittedRecordingEvent,
): Promise<Outcome<Consultation>> {
  const changed = await change(deps, source, { request: event });
  if (!changed.ok) return changed;
  return ok((await syncRecording(deps, changed.value.next)).value);
}
