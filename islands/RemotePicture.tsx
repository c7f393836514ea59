import { VideoTile } from "@/components/VideoTile.tsx";
import {
  type MountedCall,
  useRemoteTrack,
  useSpeaker,
} from "@/lib/client/hooks.ts";
import type { RemotePerson } from "@/lib/client/remote_people.ts";
import { absentWords } from "@/lib/client/absent_words.ts";
import type { Place } from "@/lib/client/pictures.ts";
import type { Visit } from "@/lib/client/visit.ts";
import { firstName } from "@/lib/client/words.ts";

export interface RemotePictureProps {
  readonly visit: Visit;
  readonly room: MountedCall;
  /** Null before they come, or while they are away. */
  readonly person: RemotePerson | null;
  readonly name: string;
  readonly place: Place;
  /** Whether the whole picture is shown where it is large; otherwise it fills the space. */
  readonly whole?: boolean;
  readonly mirrored?: boolean;
  /** Only the one whom the call is with is found by tests. */
  readonly first: boolean;
}

/** Somebody else's camera and microphone. */
export default function RemotePicture(props: RemotePictureProps) {
  const { visit, room, person, name, place, first } = props;
  const wanted = room.call.wantsPictures.value;
  const picture = wanted ? person?.video ?? null : null;
  const video = useRemoteTrack<HTMLVideoElement>(picture, room.playing);
  const audio = useRemoteTrack<HTMLAudioElement>(
    person?.audio ?? null,
    room.playing,
  );
  useSpeaker(audio, visit.speaker.value);
  return (
    <VideoTile
      name={name}
      fit={props.whole && (place === "main" || place === "equal")
        ? "contain"
        : "cover"}
      mirrored={props.mirrored}
      small={place === "beside"}
      muted={person?.muted ?? false}
      cameraOff={!picture || person!.cameraOff}
      offWords={!person
        ? absentWords(room.call.state.value, firstName(name))
        : !wanted
        ? "Sound only"
        : first && room.call.unwatched.value
        ? "Listening without pictures"
        : undefined}
      nameHidden={place === "main" || place === "beside"}
    >
      <video
        ref={video}
        autoplay
        playsInline
        muted
        aria-label={name}
        data-testid={first ? "remote-video" : undefined}
      />
      <audio
        ref={audio}
        autoplay
        data-testid={first ? "remote-audio" : undefined}
      />
    </VideoTile>
  );
}
