import type { Consultation } from "@/lib/domain/consultation.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { answer, api } from "@/lib/http/api.ts";
import { aboutConsultation, type Asked } from "@/lib/http/consultation_api.ts";
import { jsonBody } from "@/lib/http/json_body.ts";
import { recordingView } from "@/lib/http/recording_view.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { askForRecording } from "@/lib/usecases/ask_for_recording.ts";
import { authorise } from "@/lib/usecases/authorise.ts";
import { deleteRecording } from "@/lib/usecases/delete_recording.ts";
import { giveRecordingConsent } from "@/lib/usecases/give_recording_consent.ts";
import { recordingDownload } from "@/lib/usecases/recording_download.ts";
import { startRecording } from "@/lib/usecases/start_recording.ts";
import { stopRecording } from "@/lib/usecases/stop_recording.ts";
import { withdrawRecordingConsent } from "@/lib/usecases/withdraw_recording_consent.ts";

/**
 * `GET`: how it stands, the words to be agreed to, and whether this studio can
 * record at all. `POST {action, textVersion?}`: what a person does about it;
 * answers the same picture, and `download` its addresses. May be repeated.
 */
export const handler = api({
  GET: aboutConsultation(async (asked) => {
    const { deps, actor, id } = asked;
    return answer(
      await authorise(deps, actor, "see", id),
      ({ value }) => viewOf(asked)(value),
    );
  }),

  POST: aboutConsultation(async (asked) => {
    const { deps, actor, id } = asked;
    const body = await jsonBody(asked.ctx.req);
    if (!body.ok) return refusalResponse(body);
    const { action, textVersion } = body.value;
    const view = viewOf(asked);
    switch (action) {
      case "ask":
        return answer(await askForRecording(deps, actor, id), view);
      case "consent":
        if (typeof textVersion !== "string") {
          return invalid("textVersion", "Name the words that are agreed to.");
        }
        return answer(
          await giveRecordingConsent(deps, actor, id, textVersion),
          view,
        );
      case "withdraw":
        return answer(await withdrawRecordingConsent(deps, actor, id), view);
      case "start":
        return answer(await startRecording(deps, actor, id), view);
      case "stop":
        return answer(await stopRecording(deps, actor, id), view);
      case "delete":
        return answer(await deleteRecording(deps, actor, id), view);
      case "download":
        return answer(
          await recordingDownload(deps, actor, id),
          (urls) => ({ urls }),
        );
      default:
        return invalid(
          "action",
          "Say ask, consent, withdraw, start, stop, delete or download.",
        );
    }
  }),
});

function viewOf({ deps }: Asked) {
  return (consultation: Consultation) =>
    recordingView(consultation, deps.videoRooms.capabilities);
}

function invalid(field: string, words: string): Response {
  return refusalResponse(
    refuse("invalid_input", { fields: { [field]: words } }),
  );
}
