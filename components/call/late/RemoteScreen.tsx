import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RemoteVideoTrack } from "twilio-video";
import { RecordingIndicator } from "@/components/recording/RecordingIndicator.tsx";
import { SharedScreen } from "@/components/call/late/SharedScreen.tsx";
import { enterFullscreen } from "@/lib/client/page/fullscreen.ts";
import type { MountedCall } from "@/lib/client/call/call_hook.ts";
import { useRemoteTrack } from "@/lib/client/media/track_hooks.ts";
import { sharedScreen as words } from "@/words/call/settings.ts";

/** Another person's shared screen, uncropped, and full screen on request. */
export default function RemoteScreen({ room, track, name, recording }: {
  readonly room: MountedCall;
  readonly track: RemoteVideoTrack | null;
  readonly name: string;
  readonly recording: boolean;
}) {
  const title = words.of({ name });
  const video = useRemoteTrack<HTMLVideoElement>(track, room.playing);
  const filling = useSignal(false);
  const actual = useSignal(false);
  const giveBack = useRef<() => void>(() => {});
  const leave = () => {
    giveBack.current();
    giveBack.current = () => {};
    filling.value = actual.value = false;
  };
  // The share stopped while it was full screen.
  useEffect(() => leave, []);

  function toggle() {
    if (filling.value) return leave();
    // The stage, not the video: the call's messages stay visible above it.
    const stage = video.current?.closest(".stage");
    if (!stage) return;
    filling.value = true;
    giveBack.current = enterFullscreen(stage, { onLeave: leave });
  }

  return (
    <SharedScreen
      name={title}
      fullscreen={filling.value}
      mark={<RecordingIndicator on={recording} />}
      actual={actual.value}
      onFullscreen={toggle}
      onActual={() => actual.value = !actual.value}
    >
      <video
        ref={video}
        autoplay
        playsInline
        muted
        aria-label={title}
        data-testid="remote-screen"
      />
    </SharedScreen>
  );
}
