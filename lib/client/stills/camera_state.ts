import { turnBackOn } from "@/lib/client/media/device_switches.ts";
import type { Devices } from "@/lib/client/media/devices.ts";
import { stills as words } from "@/words/exchange/stills.ts";

/** Why the page's camera takes no picture before it is turned on, as a sentence; null if it is on. */
export function cameraOffWords(
  { video, off, problems }: Pick<Devices, "video" | "off" | "problems">,
): string | null {
  const track = video.value;
  const problem = problems.value.video;
  if (off.value.video) return words.cameraOff;
  // The call keeps the track of a camera that did not come back on.
  if (track !== null && track.readyState !== "ended") return null;
  return problem === null ? words.cameraOff : words.cameraProblem[problem];
}

/**
 * Turns the camera on while waiting. Before this person has turned anything on,
 * the browser asks for both, as the waiting room does: a microphone that is
 * asked for later would be missing in the call. Null where that would join the
 * call: the waiting room has a button that says so.
 */
export function turnOnWhileWaiting(
  devices: Devices,
  { isLive }: { readonly isLive: boolean },
): (() => Promise<void>) | null {
  if (devices.state.value === "ready") {
    return () => turnBackOn(devices, "video");
  }
  return isLive ? null : devices.acquire;
}
