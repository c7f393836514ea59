import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { type Actor, partyOf } from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { changeRecording } from "./recording_change.ts";

/** Each person for themselves, to the words whose version they name. It starts nothing. */
export async function giveRecordingConsent(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
  textVersion: string,
): Promise<Outcome<Consultation>> {
  const party = actor === null ? null : partyOf(actor);
  if (party === null) {
    const seen = await authorise(deps, actor, "decide_recording", id);
    return seen.ok ? refuse("wrong_role") : seen;
  }
  return await changeRecording(deps, actor, id, "decide_recording", {
    type: "consent_given",
    party,
    textVersion,
  });
}
