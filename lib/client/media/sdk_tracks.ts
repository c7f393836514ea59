import { type ReadonlySignal, signal } from "@preact/signals";
import type { LocalAudioTrack, LocalVideoTrack } from "twilio-video";
import { AUDIO, VIDEO } from "./device_constraints.ts";
import type { Devices, Kind } from "./devices.ts";
import type { VideoSdk } from "./video_sdk.ts";

export type MediaTrack = LocalAudioTrack | LocalVideoTrack;

export interface LocalMedia {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  streamOf(tracks: MediaStreamTrack[]): MediaStream;
}

export const browserMedia: LocalMedia = {
  getUserMedia: (constraints) =>
    navigator.mediaDevices.getUserMedia(constraints),
  streamOf: (tracks) => new MediaStream(tracks),
};

/** The SDK's tracks of our microphone and camera; created once and kept across rejoins. */
export interface SdkTracks {
  readonly audio: ReadonlySignal<LocalAudioTrack | null>;
  readonly video: ReadonlySignal<LocalVideoTrack | null>;
  /** Reads the current track without subscribing to it. */
  get(kind: "audio"): LocalAudioTrack | null;
  get(kind: "video"): LocalVideoTrack | null;
  get(kind: Kind): MediaTrack | null;
  /** Creates tracks from the waiting room's devices, once they are settled; later calls await the first one. */
  wrap(sdk: VideoSdk): Promise<void>;
  /** Whether `wrap` has finished. */
  isWrapped(): boolean;
  /** Creates the track of a device that was acquired later. */
  add(kind: Kind, sdk: VideoSdk): Promise<void>;
  /** Stops and removes all tracks. */
  release(): void;
}

export function sdkTracks({ devices, media, settled, prepare, watch }: {
  readonly devices: Pick<Devices, Kind>;
  readonly media: LocalMedia;
  /** Waits for captures in progress: they stop a track before they have another. */
  readonly settled: () => Promise<void>;
  /** Called with each new track before it is published. */
  readonly prepare: (track: MediaTrack) => void;
  /** Called with each new track; returns the undo. */
  readonly watch: (track: MediaTrack) => () => void;
}): SdkTracks {
  const video = signal<LocalVideoTrack | null>(null);
  const audio = signal<LocalAudioTrack | null>(null);
  const watches = new Map<MediaTrack, () => void>();
  let wrapping: Promise<void> | null = null;
  let wrapped = false;
  /** Incremented by each release. */
  let generation = 0;

  async function make(sdk: VideoSdk, existing: Existing): Promise<void> {
    const mine = generation;
    for (const track of await createTracks(sdk, { existing, media })) {
      if (mine !== generation) {
        // Released while the SDK created it: nobody may see it.
        track.stop();
        continue;
      }
      prepare(track);
      if (track.kind === "audio") audio.value = track as LocalAudioTrack;
      else video.value = track as LocalVideoTrack;
      watches.set(track, watch(track));
    }
  }

  async function wrapDevices(sdk: VideoSdk): Promise<void> {
    const mine = generation;
    await settled();
    if (mine !== generation) return;
    await make(sdk, { audio: devices.audio.value, video: devices.video.value });
  }

  return {
    audio,
    video,
    get:
      ((kind: Kind) => (kind === "audio" ? audio : video).peek()) as SdkTracks[
        "get"
      ],
    async wrap(sdk) {
      const mine = generation;
      await (wrapping ??= wrapDevices(sdk));
      if (mine === generation) wrapped = true;
    },
    isWrapped: () => wrapped,
    add: (kind, sdk) =>
      make(sdk, { audio: null, video: null, [kind]: devices[kind].value }),
    release() {
      generation++;
      for (const [track, stop] of watches) {
        stop();
        track.stop();
      }
      watches.clear();
      audio.value = video.value = null;
      wrapping = null;
      wrapped = false;
    },
  };
}

type Existing = Readonly<Record<Kind, MediaStreamTrack | null>>;

/**
 * Through `createLocalTracks`, because only its tracks can be restarted, but
 * with the existing tracks: a second capture would mute the first on iPhones.
 * Later captures (restart, iOS's return from the background) are real.
 */
async function createTracks(
  sdk: VideoSdk,
  { existing, media }: {
    readonly existing: Existing;
    readonly media: LocalMedia;
  },
): Promise<MediaTrack[]> {
  let given = false;
  const getUserMedia = (constraints: MediaStreamConstraints) => {
    if (given) return media.getUserMedia(constraints);
    given = true;
    const list = [existing.audio, existing.video].filter((t) => t !== null);
    return Promise.resolve(media.streamOf(list));
  };
  return await sdk.createLocalTracks({
    audio: existing.audio ? AUDIO : false,
    video: existing.video ? VIDEO : false,
    getUserMedia,
  }) as MediaTrack[];
}
