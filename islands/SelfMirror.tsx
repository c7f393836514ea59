import { Mirror } from "@/components/Mirror.tsx";
import { useLocalTrack } from "@/lib/client/hooks.ts";
import type { Visit } from "@/lib/client/visit.ts";

/** Oneself before a call, as in a mirror. */
export default function SelfMirror(
  { visit, name, breathing }: {
    readonly visit: Visit | null;
    readonly name: string;
    readonly breathing: boolean;
  },
) {
  const track = visit?.devices.video.value ?? null;
  const video = useLocalTrack(track);
  const off = visit?.devices.state.value === "ready"
    ? "No camera"
    : "Your camera is off";
  return (
    <Mirror name={name} breathing={breathing} off={track ? null : <p>{off}</p>}>
      <video
        ref={video}
        autoplay
        playsInline
        muted
        data-testid={track ? "self-video" : undefined}
        aria-label="Your camera"
      />
    </Mirror>
  );
}
