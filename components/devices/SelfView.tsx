import { CameraPreview } from "@/components/devices/CameraPreview.tsx";
import { useLocalTrack } from "@/lib/client/media/local_track_hook.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { devices as words } from "@/words/devices/step.ts";

/** The self view before a call: mirrored, but not of a back camera, nor while the person looks at themselves as others do. */
export default function SelfView(
  { callPage, name, breathing }: {
    readonly callPage: Pick<CallPage, "devices" | "asOthersSee"> | null;
    readonly name: string;
    readonly breathing: boolean;
  },
) {
  const devices = callPage?.devices;
  const track = devices?.video.value ?? null;
  const video = useLocalTrack(track);
  const isMissing = devices?.state.value === "ready" &&
    !devices.off.value.video;
  const isMirror = devices?.camera.value.facing !== "environment" &&
    !callPage?.asOthersSee.value;
  return (
    <CameraPreview
      name={name}
      pulsing={breathing}
      mirrored={isMirror}
      off={track ? null : <p>{isMissing ? words.self.none : words.self.off}</p>}
    >
      <video
        ref={video}
        autoplay
        playsInline
        muted
        data-testid={track ? "self-video" : undefined}
        aria-label={words.self.label}
      />
    </CameraPreview>
  );
}
