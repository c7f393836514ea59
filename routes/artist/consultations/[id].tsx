import { HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
import { AnswerRequest } from "@/components/AnswerRequest.tsx";
import { ConsultationSummary } from "@/components/ConsultationSummary.tsx";
import { MovedNotice } from "@/components/change/MovedNotice.tsx";
import { NeedsScript } from "@/components/NeedsScript.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { EraseConsultation } from "@/components/EraseConsultation.tsx";
import { RecordingKept } from "@/components/RecordingKept.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import ArtistHostInterface from "@/islands/ArtistHostInterface.tsx";
import { parseConsultationId } from "@/lib/domain/ids.ts";
import { isErasable } from "@/lib/domain/erasure.ts";
import { refusedWords } from "@/lib/http/refused.ts";
import { broughtTo } from "@/lib/http/artist_requests.ts";
import { define } from "@/lib/http/state.ts";
import { summaryOf } from "@/lib/http/summary.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { keptRecording } from "@/lib/usecases/kept_recording.ts";
import { readWaitingRoom } from "@/lib/usecases/waiting_room.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    const { deps, videoSdkUrl } = ctx.state.services;
    const id = parseConsultationId(ctx.params.id);
    const { staff } = ctx.state;
    if (id === null || staff?.role !== "artist") throw new HttpError(404);
    const waiting = await readWaitingRoom(deps, staff, id);
    const stored = waiting.ok ? await deps.consultations.get(id) : null;
    const artist = await deps.directory.artist(staff.artistId);
    if (!waiting.ok || !stored || !artist) throw new HttpError(404);
    const { value: consultation } = stored;
    const { client, serviceName, startsAt, endsAt } = consultation;
    ctx.state.title = client.name;
    const when = formatWhen(startsAt, endsAt, artist.zone);
    return page({
      artistName: artist.name,
      clientName: client.name,
      serviceName,
      when,
      zone: artist.zone,
      moved: ctx.url.searchParams.get("done") === "moved",
      brought: broughtTo(consultation),
      refused: refusedWords(ctx.url),
      kept: await keptRecording(deps, staff.role, consultation),
      erasable: isErasable(consultation),
      summary: summaryOf(consultation, artist.zone),
      snapshot: waiting.value.snapshot,
      sdkUrl: videoSdkUrl ?? "",
      consultationId: id,
    });
  },
});

export default define.page<typeof handler>(({ data, state }) => {
  const {
    clientName,
    serviceName,
    when,
    brought,
    summary,
    refused,
    kept,
    erasable,
    moved,
    zone,
    ...rest
  } = data;
  const inRoom = data.snapshot.state === "confirmed" ||
    data.snapshot.state === "live";
  const ahead = data.snapshot.window === "early" &&
    (inRoom || data.snapshot.state === "requested");
  return (
    <StaffPage
      studio={state.studio?.name ?? "Visavis"}
      role="artist"
      who={data.artistName}
      neutral={inRoom}
    >
      {inRoom && <NeedsScript />}
      {refused && <Notice tone="error">{refused}</Notice>}
      {moved && inRoom && <MovedNotice when={when} />}
      {inRoom
        ? (
          <ArtistHostInterface
            {...rest}
            sdkUrl={asset(data.sdkUrl)}
            clientName={clientName}
            serviceName={serviceName}
            when={when}
            zone={zone}
            brought={brought}
          />
        )
        : (
          <>
            <PageHeading over={serviceName} lede={when}>
              {clientName}
            </PageHeading>
            {data.snapshot.state === "requested"
              ? (
                <AnswerRequest
                  clientName={clientName}
                  serviceName={serviceName}
                  when={when}
                  brought={brought}
                />
              )
              : <ConsultationSummary {...summary} />}
            <RecordingKept
              id={data.consultationId}
              viewer="artist"
              kept={kept}
            />
            {erasable && (
              <EraseConsultation id={data.consultationId} session="artist" />
            )}
            <p class="page-note">
              <a href="/artist">Back to your day</a>
            </p>
          </>
        )}
      {ahead && (
        <p class="page-note">
          <a href={`/artist/consultations/${data.consultationId}/calendar.ics`}>
            Put it into your calendar
          </a>
        </p>
      )}
    </StaffPage>
  );
});
