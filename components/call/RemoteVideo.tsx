import { VideoTile } from "@/components/call/VideoTile.tsx";
import type { MountedCall } from "@/lib/client/call/call_hook.ts";
import {
  useHasFrame,
  useRemoteTrack,
  useSpeaker,
} from "@/lib/client/media/track_hooks.ts";
import type { RemoteParticipantState } from "@/lib/client/call/remote_participants.ts";
import {
  absentWords,
  type RemoteView,
  remoteView,
} from "@/lib/client/call/remote_view.ts";
import type { TilePlacement } from "@/lib/client/call/call_layout.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { call as words } from "@/words/call.ts";

export interface RemoteVideoProps {
  readonly callPage: Pick<CallPage, "speaker">;
  readonly room: MountedCall;
  /** Null before they join, or while they are away. */
  readonly person: RemoteParticipantState | null;
  readonly name: string;
  readonly place: TilePlacement;
  /** Whether the large view shows the whole video; otherwise it is cropped to fill. */
  readonly whole?: boolean;
  readonly mirrored?: boolean;
  /** Marks the other party for the tests. */
  readonly first: boolean;
}

/** Another person's camera and microphone. */
export default function RemoteVideo(props: RemoteVideoProps) {
  const { callPage, room, person, name, place, first } = props;
  const wanted = room.call.wantsVideo.value;
  const remoteTrack = wanted ? person?.video ?? null : null;
  const video = useRemoteTrack<HTMLVideoElement>(remoteTrack, room.playing);
  const audio = useRemoteTrack<HTMLAudioElement>(
    person?.audio ?? null,
    room.playing,
  );
  useSpeaker(audio, callPage.speaker.value);
  const hasFrame = useHasFrame(video, remoteTrack);
  const view = remoteView({ person, wantsVideo: wanted, hasFrame });
  return (
    <VideoTile
      name={name}
      fit={props.whole && (place === "main" || place === "equal")
        ? "contain"
        : "cover"}
      mirrored={props.mirrored}
      small={place === "beside"}
      muted={person?.muted ?? false}
      cameraOff={view === "off"}
      coming={view === "coming"}
      cameraOffText={offWords(props, view)}
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

/** Why there is no video, unless their camera is off. */
function offWords(
  { room, person, name, first }: RemoteVideoProps,
  view: RemoteView,
): string | undefined {
  const { state, wantsVideo, noSubscribers, otherBusy } = room.call;
  if (!person) return absentWords(state.value, firstName(name));
  if (!wantsVideo.value) return words.tile.audioOnly;
  if (view === "coming") return words.tile.coming({ name: firstName(name) });
  if (first && otherBusy.value) return words.tile.busy;
  return first && noSubscribers.value ? words.tile.listening : undefined;
}
