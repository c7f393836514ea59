import { StageTile } from "@/components/call/CallStage.tsx";
import { VideoTile } from "@/components/call/VideoTile.tsx";
import type { MountedCall } from "@/lib/client/call/call_hook.ts";
import {
  type CallTile,
  layoutTiles,
  type TilePlacement,
} from "@/lib/client/call/call_layout.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import MovableTile from "./MovableTile.tsx";
import RemoteVideo from "./RemoteVideo.tsx";
import { LateRemoteScreen } from "./late/LateCallParts.tsx";
import { call as words } from "@/words/call.ts";

export interface CallTilesProps {
  readonly callPage: Pick<
    CallPage,
    "speaker" | "view" | "corner" | "asOthersSee"
  >;
  readonly room: MountedCall;
  /** The other party; anyone else is an assistant. */
  readonly name: string;
  /** This person's own name: its initials are shown while their camera is off. */
  readonly ownName: string;
  /** Whether it may be recording now. */
  readonly recording: boolean;
  readonly whole?: boolean;
  readonly mirrored?: boolean;
}

/** Every tile of the call, in its place. */
export default function CallTiles(props: CallTilesProps) {
  const { callPage, room } = props;
  const people = room.call.participants.value;
  const tiles = layoutTiles(
    people.map(({ screen }) => ({ screen: screen !== null })),
    callPage.view.value,
  );
  return (
    <>
      {tiles.map(({ key, ...tile }) => (
        <StageTile key={key} place={tile.place}>
          <Tile {...props} {...tile} />
        </StageTile>
      ))}
    </>
  );
}

/** One tile: our own video, another person's shared screen, or another person's video. */
function Tile(
  { of, what, place, ...props }: CallTilesProps & Omit<CallTile, "key">,
) {
  const { callPage, room, recording, whole = false, mirrored = false } = props;
  if (of === null) {
    return (
      <MovableTile corner={callPage.corner} movable={place === "self"}>
        <SelfTile {...props} place={place} />
      </MovableTile>
    );
  }
  const person = room.call.participants.value[of] ?? null;
  const isFirst = of === 0;
  const name = isFirst ? props.name : words.tile.assistant;
  return what === "screen"
    ? (
      <LateRemoteScreen
        room={room}
        track={person?.screen ?? null}
        name={firstName(name)}
        recording={recording}
      />
    )
    : (
      <RemoteVideo
        callPage={callPage}
        room={room}
        person={person}
        name={name}
        place={place}
        whole={whole}
        mirrored={isFirst && mirrored}
        first={isFirst}
      />
    );
}

function SelfTile(
  { callPage, room, place, ownName }:
    & Pick<CallTilesProps, "callPage" | "room" | "ownName">
    & { readonly place: TilePlacement },
) {
  const { local, sendsVideo } = room.call;
  return (
    <VideoTile
      name={words.tile.you}
      initialsOf={ownName}
      small={place === "self"}
      nameHidden={place === "self"}
      mirrored={local.facing.value === "user" && !callPage.asOthersSee.value}
      muted={!local.microphoneOn.value}
      cameraOff={!local.cameraOn.value || !sendsVideo.value}
      cameraOffText={ownOffWords(room.call)}
    >
      <video
        ref={room.selfVideo}
        autoplay
        playsInline
        muted
        aria-label={words.tile.ownCamera}
        data-testid="self-video"
      />
    </VideoTile>
  );
}

/** Why our own video is not shown, unless the camera is off. */
function ownOffWords(
  { videoSuppressed, sendsVideo, local }: MountedCall["call"],
): string | undefined {
  if (videoSuppressed.value) return words.tile.audioOnly;
  return !sendsVideo.value && local.cameraOn.value
    ? words.tile.paused
    : undefined;
}
