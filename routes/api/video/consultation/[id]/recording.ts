import type { Consultation } from "@/lib/domain/consultation.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { answer, api } from "@/lib/http/api.ts";
import { aboutConsultation, type Asked } from "@/lib/http/consultation_api.ts";
import { readFields } from "@/lib/http/fields.ts";
import { answerForm } from "@/lib/http/form_answer.ts";
import { isForm } from "@/lib/http/form_body.ts";
import { pageOf } from "@/lib/http/own_page.ts";
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
    const body = await readFields(asked.ctx.req);
    if (!body.ok) return refusalResponse(body);
    const action = body.value.get("action");
    const textVersion = body.value.get("textVersion");
    const view = viewOf(asked);
    if (isForm(asked.ctx.req)) return await answerPage(asked, action);
    switch (action) {
      case "ask":
        return answer(await askForRecording(deps, actor, id), view);
      case "consent":
        if (textVersion === undefined) {
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

/** The two things that a page offers after the end, as plain forms. */
async function answerPage(
  { ctx, deps, actor, id }: Asked,
  action: string | undefined,
): Promise<Response> {
  const page = pageOf(actor, id);
  const outcome: Outcome<unknown> = action === "delete"
    ? await deleteRecording(deps, actor, id)
    : action === "download"
    ? await recordingDownload(deps, actor, id)
    : refuse("invalid_input");
  // Ordered, or to be deleted by the sweep: the page says so itself.
  const underWay = !outcome.ok &&
    (outcome.code === "recording_not_ready" ||
      (action === "delete" && outcome.code === "video_unavailable"));
  return answerForm(ctx, underWay ? ok(null) : outcome, () => null, page);
}

function viewOf({ deps }: Asked) {
  return (consultation: Consultation) =>
    recordingView(consultation, deps.videoRooms.capabilities);
}

function invalid(field: string, words: string): Response {
  return refusalResponse(
    refuse("invalid_input", { fields: { [field]: words } }),
  );
}
