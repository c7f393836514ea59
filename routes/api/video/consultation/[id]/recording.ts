import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { api } from "@/lib/http/api.ts";
import { isForm } from "@/lib/http/body/form_body.ts";
import {
  type ConsultationRequest,
  consultationRoute,
} from "@/lib/http/consultation_api.ts";
import { refusedAt } from "@/lib/http/endpoint.ts";
import { mapped, type Outcome, refuse } from "@/lib/http/refusal.ts";
import { recordingView } from "@/lib/pages/recording/recording_view.ts";
import { changeRecording } from "@/lib/usecases/recording/recording_change.ts";
import { recordingDownload } from "@/lib/usecases/recording/recording_download.ts";
import { authorise } from "@/lib/usecases/shared/authorise.ts";

const ACT = "POST /api/video/consultation/:id/recording";

/**
 * `GET`: how it stands, the words to be agreed to, and whether this studio can
 * record at all. `POST {action, textVersion?}`: what a person does about it;
 * answers the same, and `download` its addresses. May be repeated.
 */
export const handler = api(
  consultationRoute(
    "GET /api/video/consultation/:id/recording",
    async (asked) => {
      const { deps, actor, id } = asked;
      return mapped(
        await authorise(deps, { actor, action: "see", id }),
        ({ stored }) => viewOf(asked)(stored.value),
      );
    },
  ),
  consultationRoute(ACT, async (asked) => {
    const { ctx, deps, actor, id, body } = asked;
    if (isForm(ctx.req)) return await answerPage(asked);
    if (body.action === "download") {
      const urls = await recordingDownload(deps, { actor, id, order: "order" });
      return mapped(urls, (urls) => ({ urls }));
    }
    const request = body.action === "consent"
      ? { action: body.action, textVersion: body.textVersion }
      : { action: body.action };
    const changed = await changeRecording(deps, { actor, id, ...request });
    return mapped(changed, viewOf(asked));
  }),
);

/** The two actions that a page offers after the end, as plain forms. */
async function answerPage(
  { deps, actor, id, page, body: { action } }: ConsultationRequest<typeof ACT>,
) {
  const outcome: Outcome<unknown> = action === "delete"
    ? await changeRecording(deps, { actor, id, action })
    : action === "download"
    ? await recordingDownload(deps, { actor, id, order: "order" })
    : refuse("invalid_input");
  // Ordered, or to be deleted by the sweep: the page itself says so.
  const underWay = !outcome.ok &&
    (outcome.code === "recording_not_ready" ||
      (action === "delete" && outcome.code === "video_unavailable"));
  return {
    redirect: outcome.ok || underWay ? page() : refusedAt(page(), outcome.code),
  };
}

function viewOf({ deps }: Pick<ConsultationRequest, "deps">) {
  return (consultation: Consultation) =>
    recordingView(consultation, deps.videoRooms.capabilities);
}
