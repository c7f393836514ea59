import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { LightFinding } from "@/lib/domain/call/light_finding.ts";
import {
  browserPage,
  browserTimers,
  cleanups,
  type Page,
  type Timers,
} from "@/lib/client/page/browser.ts";
import { type FrameReader, frameReader } from "./frame_reader.ts";
import { lampOf, type LampState, type LampTrack } from "./lamp.ts";
import type { FramePair } from "./light_measures.ts";
import {
  lookForPaper,
  LOOKING,
  type PaperSearch,
  type PaperState,
  resultOf,
} from "./paper_search.ts";
import {
  isDarkBySettings,
  type LightReminder,
  remindersOf,
  type TrackSettings,
} from "./track_facts.ts";
import { NOTHING_SEEN, type Watch, watchOn } from "./watch.ts";
import { withoutFace, type Zones, zonesOf } from "./zones.ts";

/** The camera's track, as far as the check uses it. */
export type CameraTrack =
  & Pick<MediaStreamTrack, "enabled" | "muted" | "readyState">
  & LampTrack;

export interface LightCheck {
  /** What to tell, at most one; null until it is known. */
  readonly finding: ReadonlySignal<LightFinding | null>;
  /** What others may read of it: nothing of a picture that does not show the person. */
  readonly report: ReadonlySignal<LightFinding | null>;
  readonly paper: ReadonlySignal<PaperState>;
  readonly reminders: ReadonlySignal<readonly LightReminder[]>;
  readonly lamp: ReadonlySignal<LampState>;
  /** The client taps: a sheet of white paper comes. Meanwhile the light is not judged. */
  lookForPaper(): void;
  /** Stops looking, or forgets the result. */
  forgetPaper(): void;
  /** Switches the camera's lamp on, or off again. */
  switchLamp(): Promise<void>;
  /** The undo. A lamp that was on goes off: in the call nothing controls it. */
  stop(): void;
}

/** One pair of frames a second: two frames a second. */
const EVERY_MS = 1_000;

export interface LightCheckOptions {
  readonly reader: FrameReader;
  readonly timers?: Pick<Timers, "every">;
  readonly page?: Page;
  /**
   * Whether the person sits in the arch. A back camera shows what is in front of
   * them: then only darkness and the sheet of paper are judged.
   */
  readonly seesFace?: boolean;
}

/**
 * Watches the light in a camera's picture. Nothing leaves the page, and nothing
 * is kept but numbers and the last six small frames. A hidden page and a camera
 * that is off or muted are not looked at.
 */
export function startLightCheck(
  track: CameraTrack,
  { reader, timers = browserTimers, page = browserPage(), seesFace = true }:
    LightCheckOptions,
): LightCheck {
  const lamp = lampOf(track);
  const finding = signal<LightFinding | null>(null);
  const paper = signal<PaperState>("idle");
  const reminders = signal<readonly LightReminder[]>([]);
  let watch: Watch = NOTHING_SEEN;
  let search: PaperSearch | null = null;
  let zones: (Zones & { readonly width: number }) | null = null;
  let busy = false;
  let stopped = false;

  function see(pair: FramePair): void {
    const [, frame] = pair;
    if (zones?.width !== frame.width) {
      zones = { ...zonesOf(frame), width: frame.width };
      watch = { ...NOTHING_SEEN, judgement: watch.judgement };
    }
    if (search) {
      search = lookForPaper(search, { frame, zones });
      paper.value = search.state;
      if (search.state !== "looking") search = null;
      return;
    }
    const settings = track.getSettings() as TrackSettings;
    watch = watchOn(watch, {
      pair,
      zones: seesFace ? zones : withoutFace(zones),
      paper: resultOf(paper.value),
      settingsDark: isDarkBySettings(settings),
      seesFace,
    });
    const found = watch.judgement.finding;
    finding.value = found === "good" && !seesFace ? null : found;
    remind(settings);
    lamp.look();
  }

  /** What was true before the camera went off says nothing about its next picture. */
  function forget(): void {
    watch = NOTHING_SEEN;
    finding.value = null;
  }

  function remind(settings: TrackSettings): void {
    const now = remindersOf(settings);
    if (now.join() !== reminders.value.join()) reminders.value = now;
  }

  async function second(): Promise<void> {
    if (busy || !page.isVisible()) return;
    if (!isOn(track)) return forget();
    busy = true;
    try {
      // A frame that cannot be read is skipped: there is one every second.
      const pair = await reader.pair().catch(() => null);
      // Hidden, switched off or stopped in the meantime: the frames may be black.
      if (pair && !stopped && page.isVisible() && isOn(track)) see(pair);
    } finally {
      busy = false;
    }
  }

  const undo = cleanups();
  const restart = watching(() => void second(), { timers, page });
  undo.add(restart);
  undo.add(page.on("hidden", () => {
    watch = { ...NOTHING_SEEN, judgement: watch.judgement };
  }));
  undo.add(() => reader.close());
  undo.add(lamp.stop);

  return {
    finding,
    report: computed(() => seesFace ? finding.value : null),
    paper,
    reminders,
    lamp: lamp.state,
    lookForPaper() {
      search = LOOKING;
      paper.value = "looking";
    },
    forgetPaper() {
      search = null;
      paper.value = "idle";
    },
    switchLamp: lamp.toggle,
    stop() {
      stopped = true;
      undo.run();
    },
  };
}

function isOn(track: CameraTrack): boolean {
  return track.readyState === "live" && track.enabled && !track.muted;
}

/** Calls every second while the page is visible. Returns the undo. */
function watching(
  then: () => void,
  { timers, page }: {
    readonly timers: Pick<Timers, "every">;
    readonly page: Page;
  },
): () => void {
  let pause = () => {};
  const start = () => {
    pause();
    pause = timers.every(EVERY_MS, then);
  };
  if (page.isVisible()) start();
  const undo = cleanups();
  undo.add(page.on("visible", start));
  undo.add(page.on("hidden", () => pause()));
  undo.add(() => pause());
  return () => undo.run();
}

/** Starts the check on a `<video>` of the track; null where this browser cannot. */
export function lightCheckOf(
  track: MediaStreamTrack,
  { video, seesFace }: {
    /** Asked for each pair of frames: the page may show the track in another one. */
    readonly video: () => HTMLVideoElement;
    readonly seesFace: boolean;
  },
): LightCheck | null {
  const reader = frameReader(video);
  return reader && startLightCheck(track as CameraTrack, { reader, seesFace });
}
