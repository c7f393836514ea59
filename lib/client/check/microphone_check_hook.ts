import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { browserTimers } from "@/lib/client/page/browser.ts";
import { checkMicrophone } from "./microphone_check.ts";

/** How loud the microphone is, 0 to 1; the page learns whether it was heard. */
export function useMicrophoneCheck(
  { devices, audio, page, microphone }: Pick<
    CallPage,
    "devices" | "audio" | "page" | "microphone"
  >,
): ReadonlySignal<number> {
  const level = useSignal(0);
  const track = devices.audio.value;
  const isOff = devices.off.value.audio;
  useEffect(() => {
    const context = audio();
    level.value = 0;
    // What another one heard says nothing about this one.
    microphone.value = "unknown";
    if (!track || isOff || !context) return undefined;
    return checkMicrophone(track, {
      context,
      page,
      timers: browserTimers,
      onLevel(value) {
        // In the meter's own steps, so that silence does not re-render.
        level.value = Math.round(value * 12) / 12;
      },
      onFound: (found) => void (microphone.value = found),
    });
  }, [track, isOff]);
  return level;
}
