import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { describeError } from "@/lib/domain/basic/describe_error.ts";
import { ok, type Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { change } from "@/lib/usecases/shared/change.ts";
import { completeRoom, openRoomOf } from "@/lib/usecases/call/ensure_room.ts";
import { syncRecording } from "@/lib/usecases/recording/sync_recording.ts";

/**
 * Replaces a past consultation with a tombstone, in one write: name, address,
 * note and everything stored beside the record are deleted. Only then is the
 * video service asked to delete its recordings; if it does not answer, the
 * sweep asks again, by the rooms that the tombstone lists. Cannot be undone.
 */
export async function eraseConsultation(
  deps: Deps,
  { actor, id }: RequestContext,
): Promise<Outcome<Consultation>> {
  const seen = await authorise(deps, { actor, action: "erase", id });
  if (!seen.ok) return seen;
  const { value } = seen.value.stored;
  let { stored } = seen.value;
  if (value.state === "ended" && value.twilioRoomStatus !== "completed") {
    await completeRoom(deps, { id, room: openRoomOf(value) });
    const again = await seen.value.reread();
    if (!again.ok) return again;
    stored = again.value;
  }
  const erased = await change(deps, { ...seen.value, stored }, {
    request: { type: "erase", by: seen.value.actor.role },
  });
  if (!erased.ok) return erased;
  // The bytes of its stills. The sweep does it too, if this fails.
  deps.runInBackground(() =>
    deps.photos.sweep().catch((error) =>
      deps.log("sweep_skipped", { about: id, reason: describeError(error) })
    )
  );
  return ok((await syncRecording(deps, erased.value.next)).value);
}
