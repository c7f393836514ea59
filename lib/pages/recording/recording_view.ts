import {
  type Consultation,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import { iso, isoOrNull } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { hasConsented } from "@/lib/domain/recording/recording.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording/recording_consent.ts";
import { recordingStatus } from "@/lib/domain/call/waiting_snapshot.ts";
import type { VideoRooms } from "@/lib/ports/mod.ts";
import type { RecordingAnswer } from "@/lib/wire/wire.ts";

/** Everything a page needs to ask for consent, to explain it, and to show who has decided what. */
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
      counts: hasConsented(recording, party),
    };
  };
  return {
    recording: recordingStatus(consultation, available),
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
