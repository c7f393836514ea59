import { CameraPreview } from "@/components/devices/CameraPreview.tsx";
import { useLocalTrack } from "@/lib/client/media/track_hooks.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { devices as words } from "@/words/devices.ts";

/** The mirrored self view before a call. */
export default function SelfView(
  { callPage, name, breathing }: {
    readonly callPage: Pick<CallPage, "devices"> | null;
    readonly name: string;
    readonly breathing: boolean;
  },
) {
  const track = callPage?.devices.video.value ?? null;
  const video = useLocalTrack(track);
  const off = callPage?.devices.state.value === "ready"
    ? words.self.none
    : words.self.off;
  return (
    <CameraPreview
      name={name}
      pulsing={breathing}
      off={track ? null : <p>{off}</p>}
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
