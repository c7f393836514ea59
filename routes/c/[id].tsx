import { HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
import { NeedsScript } from "@/components/NeedsScript.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import ClientWaitingRoom from "@/islands/ClientWaitingRoom.tsx";
import EnterConsultation from "@/islands/EnterConsultation.tsx";
import { parseConsultationId } from "@/lib/domain/ids.ts";
import { clientActor } from "@/lib/http/actor.ts";
import { define } from "@/lib/http/state.ts";
import { formatWhen } from "@/lib/time/format.ts";
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
    if (!waiting?.ok || stored === null) return page({ id, inside: null });
    const consultation = stored.value;
    const artist = await deps.directory.artist(consultation.artistId);
    return page({
      id,
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
        snapshot: waiting.value.snapshot,
        sdkUrl: videoSdkUrl ?? "",
      },
    });
  },
});

export default define.page<typeof handler>(({ data, state }) => {
  const studio = state.studio?.name ?? "Visavis";
  if (data.inside === null) {
    return (
      <StudioFrame studio={studio}>
        <div class="saying">
          <PageHeading lede="Your artist lets you in. Nobody sees or hears you before that.">
            Your consultation
          </PageHeading>
          <EnterConsultation consultationId={data.id} />
          <NeedsScript />
          <p class="page-note">
            Sit facing a window if you can, with your products within reach.
          </p>
        </div>
      </StudioFrame>
    );
  }
  return (
    <StudioFrame studio={studio} neutral width="wide">
      <ClientWaitingRoom
        {...data.inside}
        sdkUrl={asset(data.inside.sdkUrl)}
      />
      <NeedsScript />
    </StudioFrame>
  );
});
