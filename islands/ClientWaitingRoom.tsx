import {
  AddToCalendar,
  type CalendarWays,
} from "@/components/AddToCalendar.tsx";
import { LinkButton } from "@/components/Button.tsx";
import { ConsultationOver } from "@/components/ConsultationOver.tsx";
import { Facts } from "@/components/Facts.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PresenceMark } from "@/components/PresenceMark.tsx";
import { OpenElsewhere } from "@/components/OpenElsewhere.tsx";
import { PageClosed } from "@/components/PageClosed.tsx";
import { WaitingCard } from "@/components/WaitingCard.tsx";
import { useFocusOn, useVisit } from "@/lib/client/hooks.ts";
import {
  isOver,
  type Phase,
  phaseOf,
  viewOf,
} from "@/lib/client/waiting_phase.ts";
import { presentTime } from "@/lib/client/moved.ts";
import { firstName, until } from "@/lib/client/words.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";
import ClientVideoRoom from "./ClientVideoRoom.tsx";
import DeviceStep from "./DeviceStep.tsx";
import MicLevel from "./MicLevel.tsx";
import SelfMirror from "./SelfMirror.tsx";

export interface ClientWaitingRoomProps {
  readonly consultationId: string;
  readonly clientName: string;
  readonly artistName: string;
  readonly serviceName: string;
  /** Date, time and zone, in words. */
  readonly when: string;
  /** IANA name of the client's zone. */
  readonly zone: string;
  readonly snapshot: WaitingSnapshot;
  readonly sdkUrl: string;
  /** The ways into the client's own calendar, if there are any. */
  readonly calendar?: CalendarWays | null;
}

/** The client's page from the door to the end: it waits, and becomes the call by itself. */
export default function ClientWaitingRoom(props: ClientWaitingRoomProps) {
  const { artistName, clientName, serviceName } = props;
  const visit = useVisit("client", props);
  const artist = firstName(artistName);
  const snapshot = visit?.waiting.snapshot.value ?? props.snapshot;
  const now = visit?.waiting.now.value ?? Date.parse(props.snapshot.now);
  const phase = visit?.waiting.phase.value ?? phaseOf(snapshot, false, now);
  const devices = visit?.devices.state.value ?? "idle";
  const decided = devices === "ready" || devices === "skipped";
  useFocusOn(viewOf(phase, decided));

  const gone = visit?.waiting.gone.value;
  if (gone) return <PageClosed why={gone} />;
  if (phase === "elsewhere") {
    return (
      <OpenElsewhere
        title="Your consultation is open somewhere else"
        size="large"
        onClaim={() => visit?.claim()}
      />
    );
  }
  if (isOver(phase)) {
    return (
      <ConsultationOver
        phase={phase}
        viewer="client"
        snapshot={snapshot}
        otherName={artist}
        action={snapshot.recorded
          ? (
            <LinkButton href={`/c/${props.consultationId}`}>
              The recording
            </LinkButton>
          )
          : null}
      />
    );
  }
  if (visit && phase === "live" && decided) {
    return (
      <ClientVideoRoom
        visit={visit}
        artistName={artistName}
        serviceName={serviceName}
      />
    );
  }

  const { when, moved } = presentTime(props, snapshot);
  const started = phase === "live" || phase === "preparing";
  const reachable = visit?.waiting.reachable.value ?? true;
  const { status, next } = reachable
    ? wordsOf(phase, artist, snapshot, now)
    : UNREACHABLE;
  return (
    <WaitingCard
      mirror={<SelfMirror visit={visit} name={clientName} breathing />}
      checks={visit?.devices.audio.value ? <MicLevel visit={visit} /> : null}
      status={<span data-testid="waiting-status">{status}</span>}
      facts={
        <Facts
          items={[
            { term: "With", details: artistName },
            { term: "About", details: serviceName },
            { term: "When", details: when },
            // Its links are for the time that this page was made with.
            ...(props.calendar && !started && !moved
              ? [{
                term: "Calendar",
                details: <AddToCalendar {...props.calendar} />,
              }]
              : []),
            {
              term: "Here",
              details: (
                <div class="row">
                  <span data-testid="presence-client">
                    <PresenceMark
                      presence={snapshot.client.here ? "here" : "not_yet"}
                      words={snapshot.client.here ? "You" : "You: arriving…"}
                    />
                  </span>
                  <span data-testid="presence-artist">
                    <PresenceMark
                      presence={snapshot.artist.here ? "here" : "not_yet"}
                      words={snapshot.artist.here
                        ? artist
                        : `${artist}: not yet`}
                    />
                  </span>
                </div>
              ),
            },
          ]}
        />
      }
    >
      <div class="stack">
        <p>{next}</p>
        <DeviceStep visit={visit} otherName={artist} joining={started} />
        {moved && (
          <Notice title="It has a new time">
            {when}. Your new link is in the newest email.
          </Notice>
        )}
        {started
          ? null
          : <p>Nobody sees or hears you before {artist} starts.</p>}
        {phase === "early" || phase === "waiting"
          ? (
            <p>
              <LinkButton
                href={`/c/${props.consultationId}/change`}
                variant="quiet"
                size="small"
              >
                Move or cancel
              </LinkButton>
            </p>
          )
          : null}
      </div>
    </WaitingCard>
  );
}

/** What was true a moment ago may not be true now: whether the artist sees them, above all. */
const UNREACHABLE = {
  status: "You are not connected just now.",
  next:
    "This page keeps trying, and goes on by itself. Check your Wi-Fi or mobile data if it takes long.",
};

function wordsOf(
  phase: Phase,
  artist: string,
  { artist: place, opensAt }: WaitingSnapshot,
  now: number,
): { status: string; next: string } {
  switch (phase) {
    case "unconfirmed":
      return {
        status: `${artist} has not confirmed this yet.`,
        next: "You will get an email as soon as there is an answer.",
      };
    case "early":
      return {
        status: `You are early: your room opens ${
          until(Date.parse(opensAt), now)
        }.`,
        next: "Keep this page open. It moves on by itself.",
      };
    case "preparing":
    case "live":
      return {
        status: `${artist} has started.`,
        next: phase === "live"
          ? "Turn on your camera and microphone to join."
          : "Your room is being made ready.",
      };
    default:
      return {
        status: place.here
          ? `${artist} can see that you are here.`
          : `${artist} has not arrived yet.`,
        next: "When it starts, this page moves on by itself.",
      };
  }
}
