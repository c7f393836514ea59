import { type Consultation, recordingOf } from "@/lib/domain/consultation.ts";
import { iso, isoOrNull } from "@/lib/domain/instant.ts";
import type { Party } from "@/lib/domain/presence.ts";
import { agrees } from "@/lib/domain/recording.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording_consent.ts";
import { recordingShown } from "@/lib/domain/waiting_snapshot.ts";
import type { VideoRooms } from "@/lib/ports.ts";
import type { RecordingAnswer } from "@/lib/wire.ts";

/** All that a page needs to ask, to explain, and to show who has said what. */
export function recordingView(
  consultation: Consultation,
  { recording: available, whyNoRecording }: VideoRooms["capabilities"],
): RecordingAnswer {
  const recording = recordingOf(consultation);
  const decisionOf = (party: Party) => {
    const last = recording.consents.findLast((one) => one.party === party);
    return last === undefined ? null : {
      given: last.given,
      textVersion: last.textVersion,
      at: iso(last.at),
      counts: agrees(recording, party),
    };
  };
  return {
    recording: recordingShown(consultation, available),
    available,
    reason: whyNoRecording,
    text: RECORDING_CONSENT,
    consents: { client: decisionOf("client"), artist: decisionOf("artist") },
    recordingSid: "recordingSid" in consultation
      ? consultation.recordingSid
      : null,
    recorded: recording.roomSids.length > 0,
    deletion: recording.state === "deleting" || recording.state === "deleted"
      ? recording.state
      : null,
    deletedAt: isoOrNull(recording.deletedAt),
  };
}
