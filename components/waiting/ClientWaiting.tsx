import {
  AddToCalendar,
  type CalendarHrefs,
} from "@/components/calendar/AddToCalendar.tsx";
import {
  lateClientRoom,
  LateRoom,
  useLateRoom,
} from "@/components/call/LateRoom.tsx";
import { ChatFold } from "@/components/chat/ChatFold.tsx";
import DeviceStep from "@/components/devices/DeviceStep.tsx";
import { LateDeviceCheck } from "@/components/devices/LateDevices.tsx";
import SelfView from "@/components/devices/SelfView.tsx";
import type { WaysOnProps } from "@/components/consultation/WaysOn.tsx";
import { AddPhotos } from "@/components/stills/AddPhotos.tsx";
import { LinkButton } from "@/components/ui/Button.tsx";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { openingTime } from "@/lib/client/waiting/opening_time.ts";
import type { WaitingPage } from "@/lib/client/waiting/waiting_page.ts";
import {
  hasStarted,
  isBeforeWindow,
  isDecided,
  type RoomPhase,
  showsPreview,
} from "@/lib/client/waiting/waiting_view.ts";
import { useOwnLink } from "@/lib/client/link/own_link_hook.ts";
import { ContinueOnPhone, LeaveApp } from "./OwnLink.tsx";
import { Prepare } from "./Prepare.tsx";
import { PresencePair } from "./PresencePair.tsx";
import { ArtistStatusNote } from "./ArtistStatusNote.tsx";
import { Afterwards, WayBack } from "./ClientWaysOn.tsx";
import { WaitingCard } from "./WaitingCard.tsx";
import { WaitingPageView } from "./WaitingPage.tsx";
import { pageEnds } from "@/words/page_ends.ts";
import { waiting as words } from "@/words/waiting.ts";

export interface ClientWaitingProps {
  readonly page: WaitingPage;
  readonly consultationId: string;
  readonly clientName: string;
  readonly artistName: string;
  readonly serviceName: string;
  /** The links for the client's own calendar, if there are any. */
  readonly calendar?: CalendarHrefs | null | undefined;
  /** What the client prepares for this service. */
  readonly prepare?: readonly string[] | undefined;
  /** The client's own link; what this tab knows, if absent. */
  readonly link?: string | undefined;
  /** Until when the client may move or cancel it here; always, if absent. */
  readonly changesUntil?: Instant | undefined;
  /** Shown when the consultation is over. */
  readonly waysOn?: Omit<WaysOnProps, "children"> | undefined;
}

/** Renders one state of the client's page. */
export function ClientWaiting(props: ClientWaitingProps) {
  const { page, artistName, serviceName } = props;
  useOwnLink(props.consultationId, page.view.is);
  useLateRoom(lateClientRoom, {
    callPage: page.callPage,
    wanted: isDecided(page.devices),
  });
  return (
    <WaitingPageView
      page={page}
      viewer="client"
      otherName={firstName(artistName)}
      elsewhere={{
        title: pageEnds.elsewhere.client,
        size: "large",
      }}
      back={<WayBack {...props} />}
      afterwards={<Afterwards {...props} />}
      call={(callPage) => (
        <LateRoom
          late={lateClientRoom}
          props={{
            callPage,
            clientName: props.clientName,
            artistName,
            serviceName,
          }}
        />
      )}
      room={(phase) => <ClientRoom {...props} phase={phase} />}
    />
  );
}

interface ClientRoomProps extends ClientWaitingProps {
  readonly phase: RoomPhase;
}

function ClientRoom(props: ClientRoomProps) {
  const { page, phase, clientName, artistName } = props;
  const { callPage } = page;
  const artist = firstName(artistName);
  const started = hasStarted(phase);
  const left = phase === "live" && (callPage?.left.value ?? false);
  // What was true a moment ago may be outdated: above all, whether the artist
  // sees them.
  const { status, left: remaining, next }: RoomWords = page.reachable
    ? left
      ? { status: words.status.left, next: words.next.left({ artist }) }
      : wordsOf(phase, { artist, page })
    : { status: words.status.unreachable, next: words.next.unreachable };
  return (
    <WaitingCard
      preview={showsPreview(phase, page.devices) && (
        <SelfView callPage={callPage} name={clientName} breathing />
      )}
      checks={callPage && page.devices === "ready" && (
        <LateDeviceCheck callPage={callPage} checksLight />
      )}
      status={<span data-testid="waiting-status">{status}</span>}
      left={remaining}
      note={page.reachable && <ArtistStatusNote page={page} artist={artist} />}
      facts={
        <>
          <ClientFacts {...props} />
          <BesideFacts {...props} />
        </>
      }
    >
      <div class="stack">
        <p>{next}</p>
        <DeviceStep
          callPage={callPage}
          otherName={artist}
          joining={started}
          returning={left}
          testing={isBeforeWindow(phase)}
        />
        <LeaveApp callPage={callPage} {...ownLinkOf(props)} />
        {callPage && phase !== "unconfirmed" && (
          <AddPhotos callPage={callPage} artist={artist} />
        )}
        {page.moved && (
          <Notice title={words.moved.title}>
            {words.moved.text({ when: page.when })}
          </Notice>
        )}
        {!started && <p>{words.private}</p>}
        {phase !== "unconfirmed" && (
          <ChatFold page={page} viewer="client" otherName={artist} />
        )}
        {isChangeable(props) && (
          <p>
            <LinkButton
              href={`/c/${props.consultationId}/change`}
              variant="quiet"
              size="small"
            >
              {words.moveOrCancel}
            </LinkButton>
          </p>
        )}
      </div>
    </WaitingCard>
  );
}

/** What to prepare, and the way to the phone. */
function BesideFacts(props: ClientRoomProps) {
  const { page, phase, prepare = [] } = props;
  return (
    <div>
      {(phase === "early" || phase === "waiting") && (
        <Prepare tips={prepare} open={phase === "early"} />
      )}
      <ContinueOnPhone callPage={page.callPage} {...ownLinkOf(props)} />
    </div>
  );
}

const ownLinkOf = (
  { consultationId, link }: Pick<ClientWaitingProps, "consultationId" | "link">,
) => ({ consultationId, link });

/** Whether moving and cancelling are offered: a page that says "too late" helps nobody. */
function isChangeable({ page, phase, changesUntil }: ClientRoomProps): boolean {
  return (phase === "early" || phase === "waiting") &&
    (changesUntil === undefined || page.now <= changesUntil);
}

function ClientFacts(props: ClientRoomProps) {
  const { page, phase, artistName, calendar } = props;
  const { client, artist } = page.snapshot;
  const name = firstName(artistName);
  // Its links are for the time with which this page was rendered.
  const offersCalendar = calendar && !hasStarted(phase) && !page.moved;
  return (
    <DescriptionList
      items={[
        { term: words.facts.with, details: artistName },
        { term: words.facts.about, details: props.serviceName },
        { term: words.facts.when, details: page.when },
        ...(offersCalendar
          ? [{
            term: words.facts.calendar,
            details: <AddToCalendar {...calendar} />,
          }]
          : []),
        // Before the room is open nobody is expected in it.
        ...(isBeforeWindow(phase) ? [] : [{
          term: words.facts.here,
          details: (
            <PresencePair
              client={{
                here: client.here,
                words: client.here
                  ? words.presence.you
                  : words.presence.youArriving,
              }}
              artist={{
                here: artist.here,
                words: artist.here
                  ? name
                  : words.presence.artistNotYet({ artist: name }),
              }}
            />
          ),
        }]),
      ]}
    />
  );
}

interface RoomWords {
  /** The main sentence. */
  readonly status: string;
  /** Its end, which changes each minute. */
  readonly left?: string;
  /** What happens next. */
  readonly next: string;
}

function wordsOf(phase: RoomPhase, { artist, page }: {
  /** First name. */
  readonly artist: string;
  readonly page: Pick<WaitingPage, "snapshot" | "now" | "zone">;
}): RoomWords {
  const { snapshot } = page;
  const { status, next } = words;
  switch (phase) {
    case "unconfirmed":
      return { status: status.unconfirmed({ artist }), next: next.unconfirmed };
    case "early": {
      const [early, left] = status.early(openingTime(page));
      return { status: early, left, next: next.early };
    }
    case "waiting":
      return snapshot.artist.here
        ? { status: status.seen({ artist }), next: next.seen }
        : {
          status: status.waiting({ artist }),
          next: next.waiting({ artist }),
        };
    case "preparing":
      return { status: status.started({ artist }), next: next.preparing };
    case "live":
      return { status: status.started({ artist }), next: next.join };
  }
}
