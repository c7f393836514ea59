import { SECOND } from "@/lib/domain/basic/instant.ts";
import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import type { LocalTracks } from "@/lib/client/media/local_tracks.ts";
import type { Playback } from "@/lib/client/media/playback.ts";
import { frameClock, type Framed } from "./frame_clock.ts";
import { levelProbe, type ProbedContext } from "./level_probe.ts";

/** The page's AudioContext, as far as a call measures and resumes it. */
export type StageContext = ProbedContext & Pick<AudioContext, "resume">;

export interface StageOptions {
  readonly local: Pick<
    LocalTracks,
    "audio" | "microphoneOn" | "cameraOn" | "interruptions"
  >;
  readonly playing: Pick<Playback, "playAll" | "followed" | "blocked">;
  /** The `<video>` of our own camera, or null while it is not shown. */
  readonly self: () => Framed | null;
  /** Null before the page has one. */
  readonly context: () => StageContext | null;
  readonly isPhone: boolean;
  readonly page: Pick<Page, "isVisible">;
  readonly timers: Pick<Timers, "after" | "every">;
  readonly elapsed?: () => number;
  readonly stream?: (track: MediaStreamTrack) => MediaStream;
}

const LOOK_EVERY = SECOND / 4;
const RESUMES_WITHIN = 0.3 * SECOND;
/** Longer than a camera needs for its slowest frames, in the dark. */
export const STALLED_AFTER = 3 * SECOND;
export const SILENT_AFTER = 4 * SECOND;

/**
 * Connects what a call's page shows with its interruptions: everything is
 * resumed and played with each recovery, and on phones, whose tracks lie,
 * frames and samples are looked at. Returns the undo.
 */
export function followStage(options: StageOptions): () => void {
  const { local, playing, context, isPhone, page, timers } = options;
  const stops = cleanups();
  /** One that never ran waits for its first tap, and is no interruption. */
  let ran = false;
  let runs = false;
  const soundRuns = () => !ran || context()?.state === "running";

  async function play(): Promise<boolean> {
    const resumed = context()?.resume().catch(() => {});
    const all = await playing.playAll();
    // Without a tap Safari leaves the promise open instead of refusing it.
    if (!soundRuns()) await Promise.race([resumed, pause(timers)]);
    return all && soundRuns();
  }

  stops.add(local.interruptions.show({ play }));
  if (!isPhone) return stops.run;
  const looks = stageLooks(options);
  stops.add(looks.stop);
  stops.add(timers.every(LOOK_EVERY, () => {
    if (!page.isVisible()) return looks.forget();
    const { send, state } = local.interruptions;
    const before = runs;
    runs = context()?.state === "running";
    ran ||= runs;
    if (before && !runs) send({ type: "sound_paused" });
    const { needsTap } = state.peek().memory;
    if (needsTap && soundRuns() && !playing.blocked.peek()) {
      send({ type: "playing" });
    }
    looks.look();
  }));
  return stops.run;
}

function pause(timers: Pick<Timers, "after">): Promise<void> {
  return new Promise((over) => void timers.after(RESUMES_WITHIN, over));
}

/** Looks at frames and samples, and says what flows and what stands still. */
function stageLooks(options: StageOptions) {
  const { local, playing, self, context } = options;
  const elapsed = options.elapsed ?? (() => performance.now());
  const { send, state } = local.interruptions;
  const probe = levelProbe(context, options.stream);
  const clock = frameClock();
  let ownClock = frameClock();
  /** Since when each stands still. */
  const still = new Map<unknown, number>();

  /** Calls back once for each time that it stands still for so long. */
  function watch(what: unknown, moved: boolean | null, on: {
    readonly flows?: () => void;
    readonly stands: () => void;
    readonly after: number;
  }): void {
    if (moved === null) return void still.delete(what);
    if (moved) {
      still.delete(what);
      return on.flows?.();
    }
    const since = still.get(what) ?? elapsed();
    still.set(what, since);
    if (elapsed() - since < on.after) return;
    still.set(what, Infinity);
    on.stands();
  }

  function flows(kind: Kind): void {
    const { trust, flowed } = state.peek().memory[kind];
    if (!flowed || trust === "doubted") send({ type: "flows", kind });
  }

  function lookAtOwn(): void {
    const element = local.cameraOn.peek() ? self() : null;
    const yes = ownClock.isShown(element);
    const { blind } = state.peek().memory;
    if (blind === yes) send({ type: "picture_shown", yes });
    // What moved unseen says nothing about now.
    if (!yes) ownClock = frameClock();
    watch("video", ownClock.moved(element), {
      flows: () => flows("video"),
      stands: () => send({ type: "lost", kind: "video", by: "stalled" }),
      after: STALLED_AFTER,
    });
    const track = local.microphoneOn.peek()
      ? local.audio.peek()?.mediaStreamTrack ?? null
      : null;
    watch("audio", probe.sounds(track), {
      flows: () => flows("audio"),
      stands: () => send({ type: "lost", kind: "audio", by: "silent" }),
      after: SILENT_AFTER,
    });
  }

  return {
    look() {
      lookAtOwn();
      for (const element of playing.followed()) {
        watch(element, clock.moved(element as never), {
          stands: () => send({ type: "playback_stalled" }),
          after: STALLED_AFTER,
        });
      }
    },
    forget: () => still.clear(),
    stop: probe.stop,
  };
}
