import { useLocalTrack } from "@/lib/client/media/local_track_hook.ts";
import { devices as words } from "@/words/devices/step.ts";

/**
 * What the camera sees, to hold it right: the same track as in the call,
 * mirrored like a mirror. The page's own code has it: the stills' script would
 * share the video's code with the waiting room, in one more script.
 */
export function StillViewfinder(
  { track }: { readonly track: MediaStreamTrack | null },
) {
  const video = useLocalTrack(track);
  if (track === null) return null;
  const mirrored = track.getSettings().facingMode !== "environment";
  return (
    <video
      ref={video}
      class={mirrored ? "still-finder still-finder--mirrored" : "still-finder"}
      autoplay
      playsInline
      muted
      aria-label={words.self.label}
    />
  );
}
