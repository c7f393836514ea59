import {
  AddToCalendar,
  type CalendarHrefs,
} from "@/components/calendar/AddToCalendar.tsx";
import {
  lateClientRoom,
  LateRoom,
  useLateRoom,
} from "@/components/call/LateRoom.tsx";
import DeviceStep from "@/components/devices/DeviceStep.tsx";
import MicLevel from "@/components/devices/MicLevel.tsx";
import SelfView from "@/components/devices/SelfView.tsx";
import { WaysOn, type WaysOnProps } from "@/components/consultation/WaysOn.tsx";
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
import { PresencePair } from "./PresencePair.tsx";
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
  /** Until when the client may move or cancel it here; always, if absent. */
  readonly changesUntil?: Instant | undefined;
  /** Shown when the consultation is over. */
  readonly waysOn?: Omit<WaysOnProps, "children"> | undefined;
}

/** Renders one state of the client's page. */
export function ClientWaiting(props: ClientWaitingProps) {
  const { page, artistName, serviceName } = props;
  useLateRoom(lateClientRoom, isDecided(page.devices));
  return (
    <WaitingPageView
      page={page}
      viewer="client"
      otherName={firstName(artistName)}
      elsewhere={{
        title: pageEnds.elsewhere.client,
        size: "large",
      }}
      back={props.waysOn && <WaysOn {...props.waysOn} />}
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

function Afterwards({ page, consultationId, waysOn }: ClientWaitingProps) {
  const recording = page.snapshot.recorded && (
    <LinkButton href={`/c/${consultationId}`}>{words.recording}</LinkButton>
  );
  return waysOn ? <WaysOn {...waysOn}>{recording}</WaysOn> : <>{recording}</>;
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
  const { status, next } = page.reachable
    ? left
      ? { status: words.status.left, next: words.next.left({ artist }) }
      : wordsOf(phase, { artist, page })
    : { status: words.status.unreachable, next: words.next.unreachable };
  return (
    <WaitingCard
      preview={showsPreview(phase, page.devices) && (
        <SelfView callPage={callPage} name={clientName} breathing />
      )}
      checks={callPage?.devices.audio.value && <MicLevel callPage={callPage} />}
      status={<span data-testid="waiting-status">{status}</span>}
      facts={<ClientFacts {...props} />}
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
        {page.moved && (
          <Notice title={words.moved.title}>
            {words.moved.text({ when: page.when })}
          </Notice>
        )}
        {!started && <p>{words.private({ artist })}</p>}
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
    case "early":
      return { status: status.early(openingTime(page)), next: next.early };
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
