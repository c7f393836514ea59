import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";
import {
  type LevelMeterOptions,
  startLevelMeter,
} from "@/lib/client/media/level_meter.ts";
import { silenceWatch } from "./silence_watch.ts";

export interface MicrophoneCheckOptions {
  readonly context: LevelMeterOptions["context"] & Pick<AudioContext, "state">;
  readonly page: Page;
  readonly timers: Pick<Timers, "after">;
  /** From 0 to 1, a few times a second. */
  readonly onLevel: (level: number) => void;
  /** Something is heard, or nothing has been heard for a while. */
  readonly onFound: (found: "works" | "silent") => void;
  readonly meter?: typeof startLevelMeter;
}

/** Shows how loud a microphone is, and notices that it hears nothing. Returns the undo. */
export function checkMicrophone(
  track: MediaStreamTrack,
  {
    context,
    page,
    timers,
    onLevel,
    onFound,
    meter = startLevelMeter,
  }: MicrophoneCheckOptions,
): () => void {
  const stops = cleanups();
  const watch = silenceWatch({
    timers,
    isListening: () => context.state === "running" && page.isVisible(),
    onSilent: (silent) => silent && onFound("silent"),
  });
  stops.add(watch.stop);
  // A hidden page measures nothing, and the time before it is long ago.
  stops.add(page.on("visible", watch.restart));
  const heard = () => {
    watch.heard();
    onFound("works");
  };
  stops.add(meter(track, { context, onLevel, onHeard: heard }));
  return stops.run;
}
