import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RemoteVideoTrack } from "twilio-video";
import { RecordingMark } from "@/components/RecordingMark.tsx";
import { SharedScreen } from "@/components/SharedScreen.tsx";
import { fillPage } from "@/lib/client/fill_page.ts";
import { type MountedCall, useRemoteTrack } from "@/lib/client/hooks.ts";

/** Somebody else's screen, whole, and the whole display for it when asked. */
export default function RemoteScreen({ room, track, name, recording }: {
  readonly room: MountedCall;
  readonly track: RemoteVideoTrack | null;
  readonly name: string;
  readonly recording: boolean;
}) {
  const words = `${name}’s screen`;
  const video = useRemoteTrack<HTMLVideoElement>(track, room.playing);
  const filling = useSignal(false);
  const actual = useSignal(false);
  const giveBack = useRef<() => void>(() => {});
  const leave = () => {
    giveBack.current();
    giveBack.current = () => {};
    filling.value = actual.value = false;
  };
  // Somebody stopped sharing while we looked at it alone.
  useEffect(() => leave, []);

  function toggle() {
    if (filling.value) return leave();
    // The stage and not the picture: what the call has to say still stands above it.
    const stage = video.current?.closest(".stage");
    if (!stage) return;
    filling.value = true;
    giveBack.current = fillPage(stage, leave);
  }

  return (
    <SharedScreen
      name={words}
      filling={filling.value}
      mark={<RecordingMark on={recording} />}
      actual={actual.value}
      onFill={toggle}
      onActual={() => actual.value = !actual.value}
    >
      <video
        ref={video}
        autoplay
        playsInline
        muted
        aria-label={words}
        data-testid="remote-screen"
      />
    </SharedScreen>
  );
}
