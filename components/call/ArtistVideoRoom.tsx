import "@/components/waiting/early_parts.ts";
import "./early_parts.ts";
import { type Signal, useSignal } from "@preact/signals";
import {
  ClientNote,
  type ClientSubmission,
} from "@/components/consultation/ClientNote.tsx";
import {
  CallLookEditor,
  UnsavedLookBanner,
  useKeptLook,
} from "@/components/look/CallLookEditor.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { viewSwitch } from "@/lib/client/call/call_layout.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import {
  type MountedRoom,
  useCallRoom,
} from "@/lib/client/call/call_room_hook.ts";
import type { StillsOwner } from "@/lib/client/stills/stills_page.ts";
import { LateArtistStills } from "@/components/stills/LateStills.tsx";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { CallButton } from "./CallControls.tsx";
import { openPageCall } from "./open_page_call.ts";
import { LatePrivateNotes, LateShortcuts } from "./late/LateArtistParts.tsx";
import { CallChoices, CallRoom, type CallRoomPage } from "./CallRoom.tsx";

/** The room brings the code of its call. */
export { openPageCall };

export interface ArtistVideoRoomProps {
  readonly callPage: CallPage;
  readonly artistName: string;
  readonly clientName: string;
  readonly serviceName: string;
  readonly when: string;
  /** IANA name of the zone in which this artist reads times. */
  readonly zone: string;
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
    open: openPageCall,
  });
  return <ArtistCallRoom {...props} {...mounted} />;
}

export interface ArtistCallRoomProps
  extends MountedRoom, Omit<ArtistVideoRoomProps, "callPage" | "signInHref"> {
  readonly callPage: CallRoomPage & StillsOwner;
}

/** The artist's call, from parts that are already mounted. */
export function ArtistCallRoom(props: ArtistCallRoomProps) {
  const { artistName, clientName, serviceName, when, zone, ...rest } = props;
  const { submission, ...parts } = rest;
  const kept = useKeptLook(parts.callPage, {
    client: firstName(clientName),
    zone,
  });
  const panel = useSignal(true);
  const mirrored = useSignal(false);
  const open = useSignal(false);
  const keys = useSignal(false);
  const since = useSignal(parts.callPage.waiting.snapshot.peek().now);
  const stills = {
    callPage: parts.callPage,
    client: firstName(clientName),
    open,
    since: since.value,
  };
  const actions = callActions(parts, { panel, mirrored, stills: open });
  const about = (
    <div class="stack">
      <DescriptionList
        items={[
          { term: "When", details: when },
        ]}
      />
      <CallLookEditor
        waiting={parts.callPage.waiting}
        client={firstName(clientName)}
        zone={zone}
        kept={kept}
      />
      <ClientNote submission={submission} />
      <LatePrivateNotes
        id={parts.callPage.waiting.snapshot.peek().id}
        client={firstName(clientName)}
      />
      <CallChoices {...parts} name={clientName} />
      <p>
        <Button
          type="button"
          size="small"
          onClick={() => {
            parts.dialog.value = null;
            keys.value = true;
          }}
          data-testid="show-shortcuts"
        >
          Keyboard shortcuts
        </Button>
      </p>
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
          onClick={actions.mirror}
        />
      }
      panelButton={
        <>
          <CallButton
            kind="panel"
            class="call-button--wide"
            pressed={panel.value}
            onClick={actions.panel}
          />
          <CallButton
            kind="stills"
            pressed={open.value}
            onClick={actions.stills}
            data-testid="stills"
          />
        </>
      }
      banner={
        <>
          {!panel.value && (
            <UnsavedLookBanner
              kept={kept}
              onShow={() => panel.value = true}
            />
          )}
          <LateArtistStills {...stills} place="banner" />
        </>
      }
      beside={
        <>
          <LateArtistStills
            {...stills}
            place="drawer"
            dialog={parts.dialog}
          />
          <LateShortcuts
            call={parts.room.call}
            help={keys}
            actions={actions}
          />
        </>
      }
      sheetOpen={open.value}
      moreOn="narrow"
      more={about}
      panel={panel.value ? about : null}
      panelCovered={open.value}
    />
  );
}

/** What the artist's keys do, as the buttons do. */
function callActions(
  { callPage, room: { call }, dialog }: Pick<
    ArtistCallRoomProps,
    "callPage" | "room" | "dialog"
  >,
  shown: Readonly<Record<"panel" | "mirrored" | "stills", Signal<boolean>>>,
) {
  const flip = (one: Signal<boolean>) => () => void (one.value = !one.value);
  return {
    microphone: () => call.toggle("audio"),
    camera: () => call.toggle("video"),
    view() {
      const { disabled, onClick } = viewSwitch(
        callPage.view,
        call.participants.peek(),
      );
      if (!disabled) onClick();
    },
    messages: () =>
      void (dialog.value = dialog.value === "chat" ? null : "chat"),
    stills: flip(shown.stills),
    panel: flip(shown.panel),
    mirror: flip(shown.mirrored),
    end: () => void (dialog.value = "end"),
  };
}
