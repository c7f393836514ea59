import type { CallPage } from "@/lib/client/call/call_page.ts";
import {
  type MountedRoom,
  useCallRoom,
} from "@/lib/client/call/call_room_hook.ts";
import { useDeviceLists } from "@/lib/client/media/device_hooks.ts";
import { firstName } from "@/lib/client/page/words.ts";
import { CallButton } from "./CallControls.tsx";
import { CallChoices, CallRoom, type CallRoomPage } from "./CallRoom.tsx";

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
  });
  return <ClientCallRoom {...props} {...mounted} />;
}

export interface ClientCallRoomProps
  extends MountedRoom, Omit<ClientVideoRoomProps, "callPage"> {
  readonly callPage: CallRoomPage & Pick<CallPage, "leaveForNow">;
}

/** The client's call, from parts that are already mounted. */
export function ClientCallRoom(
  { clientName, artistName, serviceName, ...parts }: ClientCallRoomProps,
) {
  const { local } = parts.room.call;
  const cameras = useDeviceLists(parts.callPage.devices).video;
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
      onLeave={parts.callPage.leaveForNow}
      more={<CallChoices {...parts} name={artistName} />}
    />
  );
}
