import { effect, untracked } from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import {
  browserTimers,
  cleanups,
  type Page,
  type Timers,
} from "@/lib/client/page/browser.ts";
import type { Devices, Kind } from "@/lib/client/media/devices.ts";
import {
  captureAgain,
  noteTaken,
  type TakenDevices,
} from "@/lib/client/media/device_switches.ts";

export interface LostInputsOptions {
  readonly devices:
    & Pick<Devices, Kind | "state" | "off" | "problems">
    & TakenDevices;
  readonly page: Pick<Page, "isVisible" | "on">;
  readonly timers?: Pick<Timers, "after">;
}

/** A phone mutes the tracks of a hidden page, and unmutes them as soon as it is back. */
const UNMUTES_WITHIN = SECOND;
/** What is taken again so soon is held by somebody else: then the person is asked. */
const KEPT_AFTER = 5 * SECOND;

/**
 * Captures camera and microphone again, in place, when the system took them
 * from a page that is in front or back in front. Phones also end tracks without
 * an event, and unmute ones after a phone call through which nothing flows.
 * Only before the call: there `lib/client/interruption` restarts the SDK's
 * tracks. Returns the undo.
 */
export function recaptureLost(options: LostInputsOptions): () => void {
  const stops = cleanups();
  stops.add(recapture("audio", options));
  stops.add(recapture("video", options));
  return stops.run;
}

function recapture(
  kind: Kind,
  { devices, page, timers = browserTimers }: LostInputsOptions,
): () => void {
  const stops = cleanups();
  const track = devices[kind];
  /** Was muted in front of the person, or for longer than a return takes. */
  let distrusted: MediaStreamTrack | null = null;
  let isFresh = false;
  let cancelFresh = () => {};
  let cancelMuted = () => {};

  /** It is on, and a release of the devices has not ended it. */
  const isWanted = () =>
    page.isVisible() && devices.state.peek() === "ready" &&
    !devices.off.peek()[kind];

  function isLost(): boolean {
    const now = track.peek();
    if (!isWanted()) return false;
    // Taken, unless it is known why there is none.
    if (now === null) return devices.problems.peek()[kind] === null;
    return now.readyState === "ended" || now === distrusted;
  }

  /** Decided once no other capture is in progress: a flip ends the track as well. */
  function isToBeCaptured(): boolean {
    if (!isLost()) return false;
    if (isFresh) {
      noteTaken(devices, kind);
      return false;
    }
    isFresh = true;
    cancelFresh = timers.after(KEPT_AFTER, () => void (isFresh = false));
    return true;
  }

  const look = () => {
    if (isLost()) void captureAgain(devices, kind, isToBeCaptured);
  };

  /** Calls back if the track stays muted in front of the person. */
  function onceHeldMuted(then: (held: MediaStreamTrack) => void): void {
    const muted = track.peek();
    cancelMuted();
    if (!muted?.muted) return;
    cancelMuted = timers.after(UNMUTES_WITHIN, () => {
      if (page.isVisible() && muted.muted && muted === track.peek()) {
        then(muted);
      }
    });
  }

  function distrust(held: MediaStreamTrack): void {
    distrusted = held;
    // A microphone that the person has muted: turned on, in the call too, it is
    // captured again.
    if (devices.off.peek()[kind]) devices.inputs.replace(kind, null);
    look();
  }

  function back(): void {
    cancelFresh();
    isFresh = false;
    onceHeldMuted(distrust);
    // Somebody else had it when it was last asked for.
    const wasBusy = () =>
      isWanted() && devices.problems.peek()[kind] === "busy";
    if (wasBusy()) void captureAgain(devices, kind, wasBusy);
    else look();
  }

  stops.add(effect(() => {
    const now = track.value;
    return untracked(() => {
      look();
      return now ? follow(now) : undefined;
    });
  }));

  function follow(followed: MediaStreamTrack): () => void {
    let held = false;
    // Another app holds it: it is captured when that app lets go.
    const muted = () => onceHeldMuted(() => void (held = true));
    const unmuted = () => {
      cancelMuted();
      if (held) distrust(followed);
    };
    muted();
    followed.addEventListener("mute", muted);
    followed.addEventListener("unmute", unmuted);
    followed.addEventListener("ended", look);
    return () => {
      cancelMuted();
      followed.removeEventListener("mute", muted);
      followed.removeEventListener("unmute", unmuted);
      followed.removeEventListener("ended", look);
    };
  }

  stops.add(page.on("visible", back));
  stops.add(page.on("shown", back));
  stops.add(() => {
    cancelFresh();
    cancelMuted();
  });
  return stops.run;
}
