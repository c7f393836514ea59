import type { RemoteVideoTrack } from "twilio-video";
import { VideoTile } from "@/components/VideoTile.tsx";
import { type MountedCall, useRemoteTrack } from "@/lib/client/hooks.ts";

/** Somebody else's screen, whole: what is cut off could not be read. */
export default function RemoteScreen({ room, track, name }: {
  readonly room: MountedCall;
  readonly track: RemoteVideoTrack | null;
  readonly name: string;
}) {
  const words = `${name}’s screen`;
  const video = useRemoteTrack<HTMLVideoElement>(track, room.playing);
  return (
    <VideoTile name={words} fit="contain">
      <video
        ref={video}
        autoplay
        playsInline
        muted
        aria-label={words}
        data-testid="remote-screen"
      />
    </VideoTile>
  );
}
