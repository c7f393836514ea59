import { HttpError, page } from "fresh";
import { AnswerRequest } from "@/components/AnswerRequest.tsx";
import { MovedNotice } from "@/components/change/MovedNotice.tsx";
import { MoveOrCancelLinks } from "@/components/MoveOrCancelLinks.tsx";
import { ConsultationSummary } from "@/components/ConsultationSummary.tsx";
import { EraseConsultation } from "@/components/EraseConsultation.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { RecordingKept } from "@/components/RecordingKept.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { isErasable } from "@/lib/domain/erasure.ts";
import { parseConsultationId } from "@/lib/domain/ids.ts";
import { refusedWords } from "@/lib/http/refused.ts";
import { broughtTo } from "@/lib/http/artist_requests.ts";
import { define } from "@/lib/http/state.ts";
import { summaryOf } from "@/lib/http/summary.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { keptRecording } from "@/lib/usecases/kept_recording.ts";

/** One consultation, for an admin: what became of it, and what can be deleted. */
export const handler = define.handlers({
  GET: async (ctx) => {
    const { deps } = ctx.state.services;
    const id = parseConsultationId(ctx.params.id);
    const stored = id && await deps.consultations.get(id);
    if (!stored) throw new HttpError(404);
    const { value } = stored;
    const zone = ctx.state.studio?.zone ?? "UTC";
    ctx.state.title = value.client.name;
    return page({
      id: value.id,
      name: value.client.name,
      over: value.serviceName,
      when: formatWhen(value.startsAt, value.endsAt, zone),
      summary: summaryOf(value, zone, "admin"),
      kept: await keptRecording(deps, "admin", value),
      erasable: isErasable(value),
      refused: refusedWords(ctx.url),
      moved: ctx.url.searchParams.get("done") === "moved",
      state: value.state,
      brought: broughtTo(value),
    });
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="admin"
    who={state.staff?.email ?? ""}
  >
    {data.refused && <Notice tone="error">{data.refused}</Notice>}
    <PageHeading over={data.over} lede={data.when}>{data.name}</PageHeading>
    {data.moved && data.state === "confirmed" && (
      <MovedNotice when={data.when} />
    )}
    {data.state === "requested"
      ? (
        <AnswerRequest
          clientName={data.name}
          serviceName={data.over}
          when={data.when}
          brought={data.brought}
          session="admin"
        />
      )
      : <ConsultationSummary {...data.summary} />}
    {data.state === "confirmed" && (
      <MoveOrCancelLinks page={`/admin/consultations/${data.id}`} />
    )}
    <RecordingKept id={data.id} viewer="admin" kept={data.kept} />
    {data.erasable && <EraseConsultation id={data.id} session="admin" />}
    <p class="page-note">
      <a href="/admin">All consultations</a>
    </p>
  </StaffPage>
));
