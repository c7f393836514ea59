import { useSignal } from "@preact/signals";
import { Button, LinkButton } from "@/components/Button.tsx";
import { type Brought, ClientNote } from "@/components/ClientNote.tsx";
import { ConsultationOver } from "@/components/ConsultationOver.tsx";
import { Facts } from "@/components/Facts.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PresenceMark } from "@/components/PresenceMark.tsx";
import { MoveOrCancelLinks } from "@/components/MoveOrCancelLinks.tsx";
import { OpenElsewhere } from "@/components/OpenElsewhere.tsx";
import { PageClosed } from "@/components/PageClosed.tsx";
import { WaitingCard } from "@/components/WaitingCard.tsx";
import {
  useArrivalChime,
  useFocusOn,
  useTitle,
  useVisit,
} from "@/lib/client/hooks.ts";
import { isOver, phaseOf, viewOf } from "@/lib/client/waiting_phase.ts";
import { presentTime } from "@/lib/client/moved.ts";
import { MINUTE } from "@/lib/domain/instant.ts";
import { duration, firstName, until } from "@/lib/client/words.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";
import ArtistVideoRoom from "./ArtistVideoRoom.tsx";
import DeviceChoice from "./DeviceChoice.tsx";
import DeviceStep from "./DeviceStep.tsx";
import MicLevel from "./MicLevel.tsx";
import SelfMirror from "./SelfMirror.tsx";

export interface ArtistHostInterfaceProps {
  readonly consultationId: string;
  readonly artistName: string;
  readonly clientName: string;
  readonly serviceName: string;
  /** Date, time and zone, in words. */
  readonly when: string;
  /** IANA name of the artist's zone. */
  readonly zone: string;
  readonly brought: Brought;
  readonly snapshot: WaitingSnapshot;
  readonly sdkUrl: string;
}

/** The artist's desk before, during and after one consultation: who is here, and the one button that starts it. */
export default function ArtistHostInterface(props: ArtistHostInterfaceProps) {
  const { artistName, clientName, serviceName, brought } = props;
  const visit = useVisit("artist", props);
  const client = firstName(clientName);
  const snapshot = visit?.waiting.snapshot.value ?? props.snapshot;
  const now = visit?.waiting.now.value ?? Date.parse(props.snapshot.now);
  const phase = visit?.waiting.phase.value ?? phaseOf(snapshot, false, now);
  const devices = visit?.devices.state.value ?? "idle";
  const decided = devices === "ready" || devices === "skipped";
  useFocusOn(viewOf(phase, decided));
  const here = snapshot.client.here;
  const starting = useSignal(false);
  const trouble = useSignal<string | null>(null);

  const { when, moved } = presentTime(props, snapshot);

  useArrivalChime(here, visit);
  useTitle(here && phase !== "ended" ? `${client} is here` : null);

  const start = async () => {
    if (!visit || starting.value) return;
    starting.value = true;
    trouble.value = null;
    // The tap that starts is also the one that may ask for the camera.
    if (visit.devices.state.value === "idle") await visit.turnOn();
    if (visit.devices.state.value === "blocked") {
      starting.value = false;
      trouble.value =
        "Your camera and microphone are not on yet. Turn them on, or go on without them, then start.";
      return;
    }
    const answer = await visit.api.start();
    starting.value = false;
    if (!answer.ok) trouble.value = answer.message;
  };

  const gone = visit?.waiting.gone.value;
  const back = <LinkButton href="/artist">Back to your day</LinkButton>;
  if (gone) return <PageClosed why={gone} action={back} />;
  if (phase === "elsewhere") {
    return (
      <OpenElsewhere
        title="This consultation is open in another tab"
        onClaim={() => visit?.claim()}
      />
    );
  }
  if (isOver(phase)) {
    return (
      <ConsultationOver
        phase={phase}
        viewer="artist"
        snapshot={snapshot}
        otherName={client}
        action={
          <div class="row">
            {back}
            <LinkButton href={`/artist/consultations/${props.consultationId}`}>
              {snapshot.recorded ? "The recording" : "What became of it"}
            </LinkButton>
          </div>
        }
      />
    );
  }
  if (visit && phase === "live" && decided) {
    return (
      <ArtistVideoRoom
        visit={visit}
        clientName={clientName}
        serviceName={serviceName}
        when={when}
        brought={brought}
      />
    );
  }

  const live = phase === "live" || phase === "preparing";
  const reachable = visit?.waiting.reachable.value ?? true;
  const waited = snapshot.client.since
    ? now - Date.parse(snapshot.client.since)
    : 0;
  return (
    <WaitingCard
      mirror={<SelfMirror visit={visit} name={artistName} breathing={here} />}
      checks={visit?.devices.audio.value ? <MicLevel visit={visit} /> : null}
      status={
        <span data-testid="waiting-status">
          {!reachable
            ? "You are not connected just now."
            : here
            ? `${client} is here.`
            : `${client} is not here yet.`}
        </span>
      }
      facts={
        <>
          <Facts
            items={[
              { term: "Client", details: clientName },
              { term: "About", details: serviceName },
              { term: "When", details: when },
              {
                term: "Here",
                details: (
                  <div class="row">
                    <span data-testid="presence-client">
                      <PresenceMark
                        presence={here ? "here" : "not_yet"}
                        words={here
                          ? waited < MINUTE
                            ? `${client}, just now`
                            : `${client}, for ${duration(waited)}`
                          : `${client}: not yet`}
                      />
                    </span>
                    <span data-testid="presence-artist">
                      <PresenceMark
                        presence={snapshot.artist.here ? "here" : "not_yet"}
                        words={snapshot.artist.here ? "You" : "You: arriving…"}
                      />
                    </span>
                  </div>
                ),
              },
            ]}
          />
          <ClientNote brought={brought} />
        </>
      }
      devices={
        <>
          <DeviceStep visit={visit} otherName={client} joining={live} />
          {visit && devices === "ready"
            ? <DeviceChoice visit={visit} choose={visit.devices.choose} />
            : null}
        </>
      }
    >
      {moved && <Notice title="It has a new time">{when}.</Notice>}
      {reachable ? null : <p>This page keeps trying, and goes on by itself.</p>}
      {live
        ? <p>It has started. Turn on your camera and microphone to join.</p>
        : (
          <div class="stack">
            <Button
              type="button"
              variant={decided ? "primary" : "secondary"}
              size="large"
              icon="video"
              busy={starting.value}
              disabled={!visit || phase !== "waiting"}
              aria-describedby="start-words"
              onClick={start}
              data-testid="start-session"
            >
              Start the consultation
            </Button>
            <p id="start-words" class="soft">
              {phase === "early"
                ? `You can start ${
                  until(Date.parse(snapshot.opensAt), now)
                }. ${client} can come in then, too.`
                : phase === "unconfirmed"
                ? "Confirm the request first."
                : `${client} sees and hears you from then on, and not before.`}
            </p>
            {trouble.value
              ? <Notice tone="error">{trouble.value}</Notice>
              : null}
            <MoveOrCancelLinks
              page={`/artist/consultations/${props.consultationId}`}
            />
          </div>
        )}
    </WaitingCard>
  );
}
