import { useSignal } from "@preact/signals";
import {
  ClientNote,
  type ClientSubmission,
} from "@/components/consultation/ClientNote.tsx";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import {
  type MountedRoom,
  useCallRoom,
} from "@/lib/client/call/call_room_hook.ts";
import { clock, firstName } from "@/lib/client/page/words.ts";
import { CallButton } from "./CallControls.tsx";
import { CallChoices, CallRoom, type CallRoomPage } from "./CallRoom.tsx";

export interface ArtistVideoRoomProps {
  readonly callPage: CallPage;
  readonly artistName: string;
  readonly clientName: string;
  readonly serviceName: string;
  readonly when: string;
  readonly submission: ClientSubmission;
  /** Signs in and comes back to this page. */
  readonly signInHref: string;
}

/** The call on a desktop: the client large, and the client's details beside the video. */
export default function ArtistVideoRoom(props: ArtistVideoRoomProps) {
  const mounted = useCallRoom(props.callPage, {
    party: "artist",
    name: firstName(props.clientName),
    signInHref: props.signInHref,
  });
  return <ArtistCallRoom {...props} {...mounted} />;
}

export interface ArtistCallRoomProps
  extends MountedRoom, Omit<ArtistVideoRoomProps, "callPage" | "signInHref"> {
  readonly callPage: CallRoomPage & TimeLeftProps["callPage"];
}

/** The artist's call, from parts that are already mounted. */
export function ArtistCallRoom(props: ArtistCallRoomProps) {
  const { artistName, clientName, serviceName, when, submission, ...parts } =
    props;
  const panel = useSignal(true);
  const mirrored = useSignal(false);
  const about = (
    <div class="stack">
      <DescriptionList
        items={[
          { term: "When", details: when },
          { term: "Time", details: <TimeLeft callPage={parts.callPage} /> },
        ]}
      />
      <ClientNote submission={submission} />
      <CallChoices {...parts} name={clientName} />
    </div>
  );
  return (
    <CallRoom
      {...parts}
      name={clientName}
      ownName={artistName}
      detail={serviceName}
      whole
      mirrored={mirrored.value}
      videoButton={
        <CallButton
          kind="flip"
          label="Mirror"
          pressed={mirrored.value}
          onClick={() => mirrored.value = !mirrored.value}
        />
      }
      panelButton={
        <CallButton
          kind="panel"
          class="call-button--wide"
          pressed={panel.value}
          onClick={() => panel.value = !panel.value}
        />
      }
      moreOn="narrow"
      more={about}
      panel={panel.value ? about : null}
    />
  );
}

interface TimeLeftProps {
  readonly callPage: {
    readonly waiting: Pick<CallPage["waiting"], "snapshot" | "now">;
  };
}

/**
 * Counts down by the server's clock; a component of its own, so that only it
 * re-renders each second.
 */
function TimeLeft({ callPage }: TimeLeftProps) {
  const { snapshot, now } = callPage.waiting;
  const left = Date.parse(snapshot.value.endsAt) - now.value;
  return (
    <span role="timer">
      {left >= 0 ? `${clock(left)} left` : `${clock(-left)} over`}
    </span>
  );
}
