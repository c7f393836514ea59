import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { startLevelMeter } from "./level_meter.ts";

/** How loud the microphone is, 0 to 1. */
export function useLevelMeter(
  track: MediaStreamTrack | null,
  audio: () => AudioContext | null,
): ReadonlySignal<number> {
  const level = useSignal(0);
  useEffect(() => {
    const context = audio();
    level.value = 0;
    if (!track || !context) return undefined;
    return startLevelMeter(track, {
      context,
      onLevel(value) {
        // In the meter's own steps, so that silence does not re-render.
        level.value = Math.round(value * 12) / 12;
      },
    });
  }, [track]);
  return level;
}
