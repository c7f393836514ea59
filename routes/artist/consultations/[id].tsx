import { HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
import { AnswerRequest } from "@/components/consultation/AnswerRequest.tsx";
import { KeptMessages } from "@/components/chat/KeptMessages.tsx";
import { EarlierConsultations } from "@/components/consultation/EarlierConsultations.tsx";
import { ConsultationSummary } from "@/components/consultation/ConsultationSummary.tsx";
import { MovedByClient } from "@/components/consultation/MovedByClient.tsx";
import { MovedNotice } from "@/components/consultation/MovedNotice.tsx";
import { LookSteps } from "@/components/look/LookSteps.tsx";
import { LateScripts } from "@/components/frame/LateScripts.tsx";
import { NoScriptNotice } from "@/components/frame/NoScriptNotice.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { EraseConsultation } from "@/components/consultation/EraseConsultation.tsx";
import { KeptStills } from "@/components/stills/KeptStills.tsx";
import { SavedRecording } from "@/components/recording/SavedRecording.tsx";
import ArtistHostInterface from "@/islands/ArtistHostInterface.tsx";
import LookDesk from "@/islands/LookDesk.tsx";
import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";
import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { isErasable } from "@/lib/domain/consultation/erasure.ts";
import { refusalText } from "@/lib/http/refusal_notice.ts";
import {
  answerDeadline,
  clientSubmission,
  detailsChanged,
} from "@/lib/pages/consultation/artist_requests.ts";
import { listEarlier } from "@/lib/pages/consultation/earlier_list.ts";
import { keptOf } from "@/lib/pages/consultation/kept.ts";
import { readTyped } from "@/lib/http/session/typed_fields.ts";
import { signedInArtist } from "@/lib/pages/staff/signed_in_artist.ts";
import { signInFor } from "@/lib/http/return_to.ts";
import { define } from "@/lib/http/state.ts";
import { summaryOf } from "@/lib/pages/consultation/summary.ts";
import { movedByClient } from "@/lib/pages/consultation/moved_by_client.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { offsetsAround } from "@/lib/time/zone_rules.ts";
import { readWaitingRoom } from "@/lib/usecases/call/waiting_room.ts";

/** The states whose page is the waiting room and the call. */
const IN_ROOM: ReadonlySet<ConsultationState> = new Set(["confirmed", "live"]);

export const handler = define.handlers({
  GET: async (ctx) => {
    const { deps, assetUrls } = ctx.state.services;
    const id = parseConsultationId(ctx.params.id);
    const { staff } = ctx.state;
    if (id === null || staff?.role !== "artist") throw new HttpError(404);
    const artist = signedInArtist(ctx);
    const waiting = await readWaitingRoom(deps, { actor: staff, id });
    if (!waiting.ok) throw new HttpError(404);
    const { consultation, snapshot } = waiting.value;
    const { client, serviceName, startsAt, endsAt } = consultation;
    ctx.state.title = client.name;
    const inRoom = IN_ROOM.has(consultation.state);
    ctx.state.frame = { neutral: inRoom };
    const when = formatWhen({ startsAt, endsAt }, artist.zone);
    return page({
      artistName: artist.name,
      clientName: client.name,
      serviceName,
      when,
      zone: artist.zone,
      zoneOffsets: offsetsAround(deps.clock.now(), artist.zone),
      moved: ctx.url.searchParams.get("done") === "moved",
      movedByClient: movedByClient(consultation, {
        zone: artist.zone,
        hours: ctx.state.studio?.clientChangesUntilHours ?? 0,
      }),
      confirmed: ctx.url.searchParams.get("done") === "confirmed",
      submission: clientSubmission(consultation),
      changed: detailsChanged(consultation, artist.zone),
      answerBy: answerDeadline(consultation, artist.zone),
      refused: refusalText(ctx.url),
      reason: readTyped(ctx, id).reason,
      kept: inRoom ? null : await keptOf(deps, consultation, {
        role: staff.role,
        zone: artist.zone,
        writers: { artist: "You" },
      }),
      erasable: isErasable(consultation),
      earlier: await listEarlier(deps, { consultation, artist }),
      summary: summaryOf(consultation, { zone: artist.zone }),
      snapshot,
      sdkUrl: assetUrls["twilio-video"] ?? "",
      consultationId: id,
      signInHref: signInFor(ctx.url.pathname),
      inRoom,
    });
  },
});

export default define.page<typeof handler>(({ data }) => {
  const {
    clientName,
    serviceName,
    when,
    submission,
    changed,
    answerBy,
    summary,
    refused,
    reason,
    kept,
    erasable,
    earlier,
    moved,
    movedByClient,
    confirmed,
    zone,
    zoneOffsets,
    inRoom,
    ...rest
  } = data;
  const ahead = data.snapshot.window === "early" &&
    (inRoom || data.snapshot.state === "requested");
  return (
    <>
      {data.snapshot.state !== "erased" && <LateScripts />}
      {inRoom && <NoScriptNotice />}
      {refused && <Notice tone="error">{refused}</Notice>}
      {moved && inRoom && <MovedNotice when={when} />}
      {movedByClient && data.snapshot.window === "early" && (
        <MovedByClient {...movedByClient} />
      )}
      {confirmed && data.snapshot.state === "confirmed" && (
        <Notice tone="success" title="Confirmed">
          {firstName(clientName)} has the mail with the link.
        </Notice>
      )}
      {kept === null
        ? (
          <ArtistHostInterface
            {...rest}
            sdkUrl={asset(data.sdkUrl)}
            clientName={clientName}
            serviceName={serviceName}
            when={when}
            zone={zone}
            zoneOffsets={zoneOffsets}
            submission={submission}
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
                  reason={reason}
                  clientName={clientName}
                  serviceName={serviceName}
                  when={when}
                  answerBy={answerBy}
                  submission={submission}
                  changed={changed}
                />
              )
              : <ConsultationSummary {...summary} />}
            <KeptMessages title="Messages" days={kept.messages} />
            {kept.look && !kept.look.editable && (
              <section class="day-section stack" aria-labelledby="look">
                <h2 id="look">Look sheet</h2>
                <LookSteps sheet={kept.look} />
              </section>
            )}
            {data.snapshot.state !== "erased" && (
              <LookDesk
                id={data.consultationId}
                client={firstName(clientName)}
                zone={zone}
                first={kept.look?.editable ? kept.look : null}
              />
            )}
            <SavedRecording
              id={data.consultationId}
              viewer="artist"
              recording={kept.recording}
            />
            <KeptStills
              id={data.consultationId}
              viewer="artist"
              stills={kept.stills}
              choosable={kept.look?.editable ?? false}
            />
            {erasable && (
              <EraseConsultation id={data.consultationId} session="artist" />
            )}
            <p class="page-note">
              <a href="/artist">Back to your day</a>
            </p>
          </>
        )}
      <EarlierConsultations rows={earlier} client={firstName(clientName)} />
      {ahead && (
        <p class="page-note">
          <a href={`/artist/consultations/${data.consultationId}/calendar.ics`}>
            Add to your calendar
          </a>
        </p>
      )}
    </>
  );
});
