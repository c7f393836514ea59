import { type Context, HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
import type { CalendarWays } from "@/components/AddToCalendar.tsx";
import { ConsultationOver } from "@/components/ConsultationOver.tsx";
import { NeedsScript } from "@/components/NeedsScript.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { RecordingKept } from "@/components/RecordingKept.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import ClientWaitingRoom from "@/islands/ClientWaitingRoom.tsx";
import EnterConsultation from "@/islands/EnterConsultation.tsx";
import { calendarLinks } from "@/lib/domain/calendar_links.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import { parseConsultationId } from "@/lib/domain/ids.ts";
import { clientActor } from "@/lib/http/actor.ts";
import { refusedWords } from "@/lib/http/refused.ts";
import { define, type State } from "@/lib/http/state.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { clientsEntry } from "@/lib/usecases/calendar_file.ts";
import { keptRecording } from "@/lib/usecases/kept_recording.ts";
import { readWaitingRoom } from "@/lib/usecases/waiting_room.ts";

/**
 * The client's page. GET and HEAD change nothing and ask for nothing: without a
 * session it is only a door, the same for every id, whether it exists or not.
 */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Your consultation";
    const id = parseConsultationId(ctx.params.id);
    if (id === null) throw new HttpError(404);
    const { deps, videoSdkUrl } = ctx.state.services;
    const actor = await clientActor(ctx, id);
    const waiting = actor && await readWaitingRoom(deps, actor, id);
    const stored = waiting?.ok ? await deps.consultations.get(id) : null;
    if (!waiting?.ok || stored === null) {
      const replaced = waiting?.ok === false &&
        waiting.code === "link_replaced";
      return page({ id, replaced, inside: null, over: null });
    }
    const consultation = stored.value;
    const artist = await deps.directory.artist(consultation.artistId);
    if (consultation.state === "ended") {
      return page({
        id,
        replaced: false,
        inside: null,
        over: {
          snapshot: waiting.value.snapshot,
          otherName: artist?.name ?? "your artist",
          kept: await keptRecording(deps, "client", consultation),
          refused: refusedWords(ctx.url),
        },
      });
    }
    return page({
      id,
      replaced: false,
      over: null,
      refused: refusedWords(ctx.url),
      moved: ctx.url.searchParams.get("done") === "moved",
      inside: {
        consultationId: id,
        clientName: consultation.client.name,
        artistName: artist?.name ?? "Your artist",
        serviceName: consultation.serviceName,
        when: formatWhen(
          consultation.startsAt,
          consultation.endsAt,
          consultation.client.zone,
        ),
        zone: consultation.client.zone,
        snapshot: waiting.value.snapshot,
        sdkUrl: videoSdkUrl ?? "",
        calendar: await waysIn(ctx, consultation),
      },
    });
  },
});

/** Into the client's own calendar, for as long as there is something ahead to put there. */
async function waysIn(
  { state: { services: { deps, config } } }: Context<State>,
  consultation: Consultation,
): Promise<CalendarWays | null> {
  if (consultation.state !== "confirmed") return null;
  const entry = await clientsEntry(deps, consultation);
  return entry && {
    ...calendarLinks(entry, config.baseUrl),
    file: `/c/${consultation.id}/calendar.ics`,
  };
}

export default define.page<typeof handler>(({ data, state }) => {
  const studio = state.studio?.name ?? "Visavis";
  if (data.over !== null) {
    const { kept, refused, ...over } = data.over;
    return (
      <StudioFrame studio={studio}>
        {refused && <Notice tone="error">{refused}</Notice>}
        <ConsultationOver phase="ended" viewer="client" {...over} />
        <RecordingKept id={data.id} viewer="client" kept={kept} />
      </StudioFrame>
    );
  }
  if (data.inside === null) {
    return (
      <StudioFrame studio={studio}>
        <div class="saying">
          <PageHeading lede="Your artist lets you in. Nobody sees or hears you before that.">
            Your consultation
          </PageHeading>
          <EnterConsultation
            consultationId={data.id}
            replaced={data.replaced}
          />
          <NeedsScript />
          <p class="page-note">
            Sit facing a window if you can, with your products within reach.
          </p>
        </div>
      </StudioFrame>
    );
  }
  const { state: now } = data.inside.snapshot;
  // What is over is told without JavaScript too.
  const inRoom = now === "confirmed" || now === "live";
  return (
    <StudioFrame studio={studio} neutral width="wide">
      {data.refused && <Notice tone="error">{data.refused}</Notice>}
      {data.moved && data.inside.snapshot.state === "confirmed" && (
        <Notice tone="success" title="Your consultation is moved">
          It is now on{" "}
          {data.inside.when}. We have sent you an email with your new link; the
          one from before opens nothing any more.
        </Notice>
      )}
      <ClientWaitingRoom
        {...data.inside}
        sdkUrl={asset(data.inside.sdkUrl)}
      />
      {inRoom && <NeedsScript />}
    </StudioFrame>
  );
});
