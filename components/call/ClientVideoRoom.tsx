import "@/components/waiting/early_parts.ts";
import "./early_parts.ts";
import { useSignal } from "@preact/signals";
import type { LookPage } from "@/components/look/LookSheet.tsx";
import type { LookReader } from "@/lib/client/look/look_reader.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import {
  type MountedRoom,
  useCallRoom,
} from "@/lib/client/call/call_room_hook.ts";
import { useDeviceLists } from "@/lib/client/media/device_hooks.ts";
import type { StillsOwner } from "@/lib/client/stills/stills_page.ts";
import { LateClientStills } from "@/components/stills/LateStills.tsx";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { CallButton } from "./CallControls.tsx";
import { openPageCall } from "./open_page_call.ts";
import { CallChoices, CallRoom, type CallRoomPage } from "./CallRoom.tsx";
import {
  LateLookButton,
  LateLookSheet,
  LateViewSettings,
} from "./late/LateCallParts.tsx";

/** The room brings the code of its call. */
export { openPageCall };

export interface ClientVideoRoomProps {
  readonly callPage: CallPage;
  readonly clientName: string;
  readonly artistName: string;
  readonly serviceName: string;
}

/** The call on a phone: the artist fills the screen, the controls are within the thumb's reach. */
export default function ClientVideoRoom(props: ClientVideoRoomProps) {
  const mounted = useCallRoom(props.callPage, {
    party: "client",
    name: firstName(props.artistName),
    signInHref: null,
    open: openPageCall,
  });
  return <ClientCallRoom {...props} {...mounted} />;
}

export interface ClientCallRoomProps
  extends MountedRoom, Omit<ClientVideoRoomProps, "callPage"> {
  readonly callPage:
    & CallRoomPage
    & Pick<CallPage, "leaveForNow">
    & StillsOwner
    & { readonly waiting: LookPage };
}

/** The client's call, from parts that are already mounted. */
export function ClientCallRoom(
  { clientName, artistName, serviceName, ...parts }: ClientCallRoomProps,
) {
  const { local, toggle } = parts.room.call;
  const stills = {
    callPage: parts.callPage,
    artist: firstName(artistName),
    restore: local.restore,
    // One that is on and gives no picture was interrupted.
    turnOn: () => local.cameraOn.peek() ? local.restore() : toggle("video"),
  };
  const cameras = useDeviceLists(parts.callPage.devices).video;
  const look = useSignal<LookReader | null>(null);
  const still = useSignal(false);
  return (
    <CallRoom
      {...parts}
      name={artistName}
      ownName={clientName}
      detail={serviceName}
      videoButton={cameras.length > 1
        ? (
          <CallButton
            kind="flip"
            disabled={!local.cameraOn.value}
            onClick={() => void local.flip()}
            data-testid="flip"
          />
        )
        : null}
      banner={<LateClientStills {...stills} place="banner" />}
      panelButton={<LateLookButton reader={look} />}
      sheet={
        <>
          <LateLookSheet
            callPage={parts.callPage}
            artist={firstName(artistName)}
            reader={look}
            dialog={parts.dialog}
            still={still}
          />
          <LateClientStills {...stills} place="sheet" isOpen={still} />
        </>
      }
      sheetOpen={still.value || look.value?.isOpen.value}
      onLeave={parts.callPage.leaveForNow}
      more={
        <>
          <LateViewSettings
            callPage={parts.callPage}
            otherName={firstName(artistName)}
          />
          <CallChoices {...parts} name={artistName} />
        </>
      }
    />
  );
}
