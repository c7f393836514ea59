import { HttpError, page } from "fresh";
import { AnswerRequest } from "@/components/consultation/AnswerRequest.tsx";
import { MovedNotice } from "@/components/consultation/MovedNotice.tsx";
import { MoveOrCancelLinks } from "@/components/consultation/MoveOrCancelLinks.tsx";
import { KeptMessages } from "@/components/chat/KeptMessages.tsx";
import { ConsultationSummary } from "@/components/consultation/ConsultationSummary.tsx";
import { EraseConsultation } from "@/components/consultation/EraseConsultation.tsx";
import { LookSteps } from "@/components/look/LookSteps.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { SavedRecording } from "@/components/recording/SavedRecording.tsx";
import { isErasable } from "@/lib/domain/consultation/erasure.ts";
import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { refusalText } from "@/lib/http/refusal_notice.ts";
import {
  answerDeadline,
  clientSubmission,
  detailsChanged,
} from "@/lib/pages/consultation/artist_requests.ts";
import { keptOf } from "@/lib/pages/consultation/kept.ts";
import { readTyped } from "@/lib/http/session/typed_fields.ts";
import { define, studioZone } from "@/lib/http/state.ts";
import { summaryOf } from "@/lib/pages/consultation/summary.ts";
import { formatWhen } from "@/lib/time/format.ts";

/** One consultation, for an admin: its summary, and what can be deleted. */
export const handler = define.handlers({
  GET: async (ctx) => {
    const { deps } = ctx.state.services;
    const id = parseConsultationId(ctx.params.id);
    const stored = id && await deps.consultations.get(id);
    if (!stored) throw new HttpError(404);
    const { value } = stored;
    const zone = studioZone(ctx.state);
    ctx.state.title = value.client.name;
    return page({
      id: value.id,
      name: value.client.name,
      over: value.serviceName,
      when: formatWhen(value, zone),
      summary: summaryOf(value, { zone, reader: "admin" }),
      kept: await keptOf(deps, value, {
        role: "admin",
        zone,
        writers: { artist: "Artist" },
      }),
      erasable: isErasable(value),
      refused: refusalText(ctx.url),
      reason: readTyped(ctx, value.id).reason,
      moved: ctx.url.searchParams.get("done") === "moved",
      state: value.state,
      submission: clientSubmission(value),
      changed: detailsChanged(value, zone),
      answerBy: answerDeadline(value, zone),
    });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <>
    {data.refused && <Notice tone="error">{data.refused}</Notice>}
    <PageHeading over={data.over} lede={data.when}>{data.name}</PageHeading>
    {data.moved && data.state === "confirmed" && (
      <MovedNotice when={data.when} />
    )}
    {data.state === "requested"
      ? (
        <AnswerRequest
          reason={data.reason}
          clientName={data.name}
          serviceName={data.over}
          when={data.when}
          answerBy={data.answerBy}
          submission={data.submission}
          changed={data.changed}
          session="admin"
        />
      )
      : <ConsultationSummary {...data.summary} />}
    {data.state === "confirmed" && (
      <MoveOrCancelLinks page={`/admin/consultations/${data.id}`} />
    )}
    <KeptMessages title="Messages" days={data.kept.messages} />
    {data.kept.look && data.kept.look.count > 0 && (
      <section class="day-section stack" aria-labelledby="look">
        <h2 id="look">Look sheet</h2>
        <LookSteps sheet={data.kept.look} />
      </section>
    )}
    <SavedRecording
      id={data.id}
      viewer="admin"
      recording={data.kept.recording}
    />
    {data.erasable && <EraseConsultation id={data.id} session="admin" />}
    <p class="page-note">
      <a href="/admin">All consultations</a>
    </p>
  </>
));
