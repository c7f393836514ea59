import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { CaptureLimit } from "./device_permission.ts";
import { type DeviceProblem, problemOf } from "./device_problems.ts";
import type { DeviceProblems, Kind, MediaSource } from "./devices.ts";

/** The tracks that are captured, and why one is missing. */
export interface CapturedInputs {
  readonly tracks: Readonly<Record<Kind, Signal<MediaStreamTrack | null>>>;
  readonly problems: ReadonlySignal<DeviceProblems>;
  /**
   * Captures what is asked for, instead of what is still being captured.
   * Returns the problem, null if it works, or undefined if it is outdated:
   * another capture or the end of one came first, and the late track is stopped.
   */
  capture(
    constraints: MediaStreamConstraints,
  ): Promise<DeviceProblem | null | undefined>;
  /**
   * Stops what is captured of this kind, or still being captured, for a track
   * that somebody else has captured, or for none: then its light goes out.
   */
  replace(kind: Kind, track: MediaStreamTrack | null): void;
  /** Records the problem of one, or that there is none. */
  note(problems: Partial<DeviceProblems>): void;
  /** Stops both, and what is still being captured as soon as it is granted. */
  release(): void;
  /** Returns whether there was no `release` or `outdate` since this call. */
  moment(): () => boolean;
  /** Makes pending captures outdated. */
  outdate(): void;
}

export function capturedInputs(
  source: MediaSource | undefined,
  { prepare, limit }: {
    /** Called with each new track before anyone sees it. */
    readonly prepare: (track: MediaStreamTrack) => void;
    readonly limit: CaptureLimit;
  },
): CapturedInputs {
  const tracks = {
    audio: signal<MediaStreamTrack | null>(null),
    video: signal<MediaStreamTrack | null>(null),
  };
  const problems = signal<DeviceProblems>({ audio: null, video: null });
  /** Replaced to invalidate requests that are still pending. */
  let generation = {};
  /** The newest capture of each; an older one is outdated. */
  const newest: Record<Kind, unknown> = { audio: null, video: null };

  function note(changes: Partial<DeviceProblems>): void {
    problems.value = { ...problems.value, ...changes };
  }

  function show(kind: Kind, track: MediaStreamTrack | null): void {
    const before = tracks[kind].value;
    if (before !== track) before?.stop();
    tracks[kind].value = track;
  }

  function take(track: MediaStreamTrack): void {
    const kind = track.kind as Kind;
    prepare(track);
    show(kind, track);
    // Unplugged, or taken by the system: `recaptureLost` takes it back. Our own
    // stop() does not fire this.
    track.addEventListener("ended", () => {
      if (tracks[kind].value === track) tracks[kind].value = null;
    });
  }

  function replace(kind: Kind, track: MediaStreamTrack | null): void {
    newest[kind] = null;
    show(kind, track);
  }

  function outdate(): void {
    generation = {};
    newest.audio = newest.video = null;
  }

  return {
    tracks,
    problems,
    async capture(constraints) {
      if (!source) return "unsupported";
      const mine = {};
      const kinds = (["audio", "video"] as const)
        .filter((kind) => constraints[kind]);
      for (const kind of kinds) newest[kind] = mine;
      const isCurrent = (kind: Kind) => newest[kind] === mine;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const settled = limit(kinds, reject);
      try {
        source.getUserMedia(constraints).then((stream) => {
          for (const track of stream.getTracks()) {
            if (isCurrent(track.kind as Kind)) take(track);
            else track.stop();
          }
        }).then(resolve, reject);
        await promise;
        return kinds.some(isCurrent) ? null : undefined;
      } catch (error) {
        if (!kinds.some(isCurrent)) return undefined;
        for (const kind of kinds) newest[kind] = null;
        return problemOf(error);
      } finally {
        settled();
      }
    },
    replace,
    note,
    release() {
      outdate();
      show("audio", null);
      show("video", null);
    },
    moment() {
      const mine = generation;
      return () => mine === generation;
    },
    outdate,
  };
}
