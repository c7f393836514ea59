import { signal } from "@preact/signals";
import {
  lateArtistRoom,
  LateRoom,
  useLateRoom,
} from "@/components/call/LateRoom.tsx";
import {
  ClientNote,
  type ClientSubmission,
} from "@/components/consultation/ClientNote.tsx";
import { ChatFold } from "@/components/chat/ChatFold.tsx";
import DeviceStep from "@/components/devices/DeviceStep.tsx";
import { LateDeviceCheck } from "@/components/devices/LateDevices.tsx";
import SelfView from "@/components/devices/SelfView.tsx";
import { LatePart } from "@/components/frame/LatePart.tsx";
import type { PrivateNotesProps } from "@/components/notes/PrivateNotes.tsx";
import { LateArtistStills } from "@/components/stills/LateStills.tsx";
import { LinkButton } from "@/components/ui/Button.tsx";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { lateComponent } from "@/lib/client/page/late_component.ts";
import { times } from "@/words/times.ts";
import type { StartControl } from "@/lib/client/waiting/start_consultation_hook.ts";
import type { WaitingPage } from "@/lib/client/waiting/waiting_page.ts";
import {
  hasStarted,
  isBeforeWindow,
  isDecided,
  type RoomPhase,
  showsPreview,
} from "@/lib/client/waiting/waiting_view.ts";
import { ClientDevices } from "./ClientDevices.tsx";
import { ArtistStatusButtons } from "./ArtistStatusButtons.tsx";
import { PresencePair } from "./PresencePair.tsx";
import { StartConsultation } from "./StartConsultation.tsx";
import { WaitingCard } from "./WaitingCard.tsx";
import { WaitingPageView } from "./WaitingPage.tsx";

const lateNotes = lateComponent<PrivateNotesProps>(
  async () => (await import("@/components/notes/late_parts.ts")).PrivateNotes,
);

export interface ArtistWaitingProps {
  readonly page: WaitingPage;
  readonly start: StartControl;
  readonly consultationId: string;
  readonly artistName: string;
  readonly clientName: string;
  readonly serviceName: string;
  readonly submission: ClientSubmission;
  /** Signs in and comes back to this page. */
  readonly signInHref: string;
}

/** Renders one state of the artist's page. */
export function ArtistWaiting(props: ArtistWaitingProps) {
  const { page, clientName, serviceName, submission } = props;
  useLateRoom(lateArtistRoom, {
    callPage: page.callPage,
    wanted: isDecided(page.devices),
  });
  const back = <LinkButton href="/artist">Back to your day</LinkButton>;
  const isSignedOut = page.view.is === "closed" &&
    page.view.why.code === "sign_in_required";
  return (
    <WaitingPageView
      page={page}
      viewer="artist"
      otherName={firstName(clientName)}
      elsewhere={{ title: "This consultation is open in another tab" }}
      back={isSignedOut
        ? <LinkButton href={props.signInHref}>Sign in again</LinkButton>
        : back}
      afterwards={
        <div class="row">
          {back}
          <LinkButton href={`/artist/consultations/${props.consultationId}`}>
            {page.snapshot.recorded ? "The recording" : "See the summary"}
          </LinkButton>
        </div>
      }
      call={(callPage) => (
        <LateRoom
          late={lateArtistRoom}
          props={{
            callPage,
            artistName: props.artistName,
            clientName,
            serviceName,
            when: page.when,
            zone: page.zone,
            submission,
            signInHref: props.signInHref,
          }}
        />
      )}
      room={(phase) => <ArtistRoom {...props} phase={phase} />}
    />
  );
}

interface ArtistRoomProps extends ArtistWaitingProps {
  readonly phase: RoomPhase;
}

function ArtistRoom(props: ArtistRoomProps) {
  const { page, phase, artistName, clientName } = props;
  const { callPage, reachable } = page;
  const client = firstName(clientName);
  const { here } = page.snapshot.client;
  const started = hasStarted(phase);
  return (
    <WaitingCard
      preview={showsPreview(phase, page.devices) && (
        <SelfView callPage={callPage} name={artistName} breathing={here} />
      )}
      checks={callPage && page.devices === "ready" && (
        <LateDeviceCheck callPage={callPage} />
      )}
      status={
        <span data-testid="waiting-status">
          {reachable
            ? statusOf(client, { here, expected: isExpected(props) })
            : "You are not connected at the moment."}
        </span>
      }
      facts={
        <>
          <ArtistFacts {...props} />
          <ClientNote submission={props.submission} />
          {callPage && page.snapshot.exchange.stills > 0 && (
            <LateArtistStills
              callPage={callPage}
              client={client}
              place="room"
              open={NO_DRAWER}
            />
          )}
        </>
      }
      devices={
        <>
          <DeviceStep
            callPage={callPage}
            otherName={client}
            joining={started}
            testing={isBeforeWindow(phase)}
          />
          <LatePart
            late={lateNotes}
            props={{ id: props.consultationId, client }}
          />
        </>
      }
    >
      {page.moved && (
        <Notice title="This consultation has a new time">{page.when}.</Notice>
      )}
      {here && !page.snapshot.mediaPreferences.client.canCall && (
        <Notice title={`${client}’s browser cannot make video calls`}>
          The page tells {client}{" "}
          how to open the link in another browser. You can also write to{" "}
          {client}.
        </Notice>
      )}
      {!reachable && <p>This page reconnects automatically.</p>}
      {started
        ? <p>It has started. Turn on your camera and microphone to join.</p>
        : <StartConsultation {...props} clientFirstName={client} />}
      {/* Below the button, which must not move under a press. */}
      {here && reachable && (
        <ClientDevices
          client={client}
          reports={page.snapshot.mediaPreferences.client}
        />
      )}
      {phase !== "unconfirmed" && (
        <div class="stack">
          {!started && (
            <ArtistStatusButtons
              page={page}
              artist={firstName(artistName)}
              client={client}
            />
          )}
          <ChatFold page={page} viewer="artist" otherName={client} />
        </div>
      )}
    </WaitingCard>
  );
}

/** The waiting room shows the pictures in its own place. */
const NO_DRAWER = signal(false);

/** Before the room is open nobody is expected in it. */
function isExpected({ page, phase }: ArtistRoomProps): boolean {
  return !isBeforeWindow(phase) || page.snapshot.client.here;
}

function ArtistFacts(props: ArtistRoomProps) {
  const { page, clientName, serviceName } = props;
  const { client, artist } = page.snapshot;
  return (
    <DescriptionList
      items={[
        { term: "Client", details: clientName },
        { term: "About", details: serviceName },
        { term: "When", details: page.when },
        ...(isExpected(props)
          ? [{
            term: "Here",
            details: (
              <PresencePair
                client={{
                  here: client.here,
                  words: waitingWords(firstName(clientName), page),
                }}
                artist={{
                  here: artist.here,
                  words: artist.here ? "You" : "You: arriving…",
                }}
              />
            ),
          }]
          : []),
      ]}
    />
  );
}

function statusOf(
  client: string,
  { here, expected }: { readonly here: boolean; readonly expected: boolean },
): string {
  if (!expected) return `Your consultation with ${client}`;
  return here ? `${client} is here.` : `${client} is not here yet.`;
}

/** How long the client has been here. */
function waitingWords(
  client: string,
  { snapshot, now }: Pick<WaitingPage, "snapshot" | "now">,
): string {
  const { here, since } = snapshot.client;
  if (!here) return `${client}: not yet`;
  const waited = since ? now - Date.parse(since) : 0;
  return waited < MINUTE
    ? `${client}, just now`
    : `${client}, for ${times.lasted({ ms: waited })}`;
}
