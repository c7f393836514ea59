import { StagePicture } from "@/components/CallStage.tsx";
import { VideoTile } from "@/components/VideoTile.tsx";
import type { MountedCall } from "@/lib/client/hooks.ts";
import { picturesOf, type Place } from "@/lib/client/pictures.ts";
import type { Visit } from "@/lib/client/visit.ts";
import { firstName } from "@/lib/client/words.ts";
import RemotePicture from "./RemotePicture.tsx";
import RemoteScreen from "./RemoteScreen.tsx";

export interface CallPicturesProps {
  readonly visit: Visit;
  readonly room: MountedCall;
  /** The one whom the call is with; anybody else is an assistant. */
  readonly name: string;
  /** Whether it may be recording at this moment. */
  readonly recording: boolean;
  readonly whole?: boolean;
  readonly mirrored?: boolean;
}

/** Every picture of the call, each in its place. */
export default function CallPictures(props: CallPicturesProps) {
  const { visit, room, name } = props;
  const people = room.call.people.value;
  const pictures = picturesOf(
    people.map(({ screen }) => ({ screen: screen !== null })),
    visit.view.value,
  );
  return (
    <>
      {pictures.map(({ key, of, what, place }) => {
        const person = of === null ? null : people[of] ?? null;
        const theirName = of === 0 ? name : "Assistant";
        return (
          <StagePicture key={key} place={place}>
            {of === null
              ? <SelfPicture room={room} place={place} />
              : what === "screen"
              ? (
                <RemoteScreen
                  room={room}
                  track={person?.screen ?? null}
                  name={firstName(theirName)}
                  recording={props.recording}
                />
              )
              : (
                <RemotePicture
                  visit={visit}
                  room={room}
                  person={person}
                  name={theirName}
                  place={place}
                  whole={props.whole ?? false}
                  mirrored={of === 0 && (props.mirrored ?? false)}
                  first={of === 0}
                />
              )}
          </StagePicture>
        );
      })}
    </>
  );
}

function SelfPicture({ room, place }: {
  readonly room: MountedCall;
  readonly place: Place;
}) {
  const { local, heldBack, sendsPicture } = room.call;
  const sent = sendsPicture.value;
  return (
    <VideoTile
      name="You"
      small={place === "self"}
      nameHidden={place === "self"}
      mirrored={local.facing.value === "user"}
      muted={!local.microphoneOn.value}
      cameraOff={!local.cameraOn.value || !sent}
      offWords={heldBack.value
        ? "Sound only"
        : !sent && local.cameraOn.value
        ? "Your picture is not sent for now"
        : undefined}
    >
      <video
        ref={room.selfVideo}
        autoplay
        playsInline
        muted
        aria-label="Your camera"
        data-testid="self-video"
      />
    </VideoTile>
  );
}
