import { type ReadonlySignal, signal } from "@preact/signals";
import type {
  LocalAudioTrack,
  LocalTrack,
  LocalVideoTrack,
} from "twilio-video";
import {
  AUDIO,
  constraintsFor,
  type Devices,
  type Kind,
  VIDEO,
} from "./devices.ts";
import { onEach } from "./emitter.ts";
import type { VideoSdk } from "./video_sdk.ts";

type MediaTrack = LocalAudioTrack | LocalVideoTrack;

/** Our own tracks in the call: made once of what the waiting room had, and kept over every rejoin. */
export interface LocalTracks {
  readonly microphoneOn: ReadonlySignal<boolean>;
  readonly cameraOn: ReadonlySignal<boolean>;
  /** The front camera is shown as in a mirror, the other is not. */
  readonly facing: ReadonlySignal<"user" | "environment">;
  /** Something took the microphone or camera from us, a phone call say. */
  readonly interrupted: ReadonlySignal<Kind | null>;
  /** The SDK's tracks, made at the first call. */
  wrap(sdk: VideoSdk): Promise<LocalTrack[]>;
  /** Mutes or unmutes. False if there is no such device yet (see `add`). */
  toggle(kind: Kind): boolean;
  /** Asks for a device that was left out before; gives its track to publish, or null. */
  add(kind: Kind, sdk: VideoSdk): Promise<LocalTrack | null>;
  /** The other camera of a phone. Sound is never touched. */
  flip(): Promise<void>;
  choose(kind: Kind, deviceId: string): Promise<void>;
  /** Captures anew what was interrupted. */
  restore(): Promise<void>;
  /** Sends no picture while the page is hidden: a frozen one would mislead. */
  hide(hidden: boolean): void;
  /** Stops everything, and lets go of the devices. */
  release(): void;
}

export interface LocalMedia {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  streamOf(tracks: MediaStreamTrack[]): MediaStream;
}

export const browserMedia: LocalMedia = {
  getUserMedia: (constraints) =>
    navigator.mediaDevices.getUserMedia(constraints),
  streamOf: (tracks) => new MediaStream(tracks),
};

const CHANGES = ["muted", "unmuted", "started", "stopped"];

export function localTracks(
  devices: Devices,
  media: LocalMedia = browserMedia,
): LocalTracks {
  const microphoneOn = signal(devices.audio.value !== null);
  const cameraOn = signal(devices.video.value !== null);
  const facing = signal<"user" | "environment">("user");
  const interrupted = signal<Kind | null>(null);
  const tracks: { audio?: LocalAudioTrack; video?: LocalVideoTrack } = {};
  const watches = new Map<MediaTrack, () => void>();
  let restarting = false;
  let pausedByHiding = false;
  let wrapping: Promise<LocalTrack[]> | null = null;

  const isOut = (track: MediaTrack | undefined) =>
    track !== undefined && (track.isMuted || track.isStopped);
  const all = () => [tracks.audio, tracks.video].filter((t) => t !== undefined);

  function look(): void {
    if (restarting) return;
    for (const track of all()) devices.replaced(track.mediaStreamTrack);
    interrupted.value = isOut(tracks.audio)
      ? "audio"
      : isOut(tracks.video)
      ? "video"
      : null;
  }

  /**
   * Through `createLocalTracks`, since only its tracks can be restarted, but with
   * the tracks that are there already: a second capture would silence the first
   * on iPhones. Later captures (restart, iOS's return from the background) are real.
   */
  async function create(
    sdk: VideoSdk,
    existing: {
      audio: MediaStreamTrack | null;
      video: MediaStreamTrack | null;
    },
  ): Promise<MediaTrack[]> {
    let given = false;
    const getUserMedia = (constraints: MediaStreamConstraints) => {
      if (given) return media.getUserMedia(constraints);
      given = true;
      const list = [existing.audio, existing.video].filter((t) => t !== null);
      return Promise.resolve(media.streamOf(list));
    };
    const made = await sdk.createLocalTracks({
      audio: existing.audio ? AUDIO : false,
      video: existing.video ? VIDEO : false,
      getUserMedia,
    }) as MediaTrack[];
    for (const track of made) {
      if (track.kind === "audio") tracks.audio = track as LocalAudioTrack;
      else tracks.video = track as LocalVideoTrack;
      watches.set(track, onEach(track, CHANGES, look));
    }
    return made;
  }

  async function restart(
    track: MediaTrack | undefined,
    constraints: MediaTrackConstraints,
  ): Promise<void> {
    if (!track || restarting) return;
    restarting = true;
    try {
      await track.restart(constraints);
    } finally {
      restarting = false;
      look();
    }
  }

  return {
    microphoneOn,
    cameraOn,
    facing,
    interrupted,
    async wrap(sdk) {
      wrapping ??= create(sdk, {
        audio: devices.audio.value,
        video: devices.video.value,
      }) as Promise<LocalTrack[]>;
      await wrapping;
      return all();
    },
    toggle(kind) {
      const track = tracks[kind];
      const on = kind === "audio" ? microphoneOn : cameraOn;
      if (!track) return false;
      on.value = !on.value;
      track.enable(on.value);
      return true;
    },
    async add(kind, sdk) {
      await devices.choose(kind);
      const track = devices[kind].value;
      if (!track) return null;
      const [made] = await create(sdk, {
        audio: kind === "audio" ? track : null,
        video: kind === "video" ? track : null,
      });
      (kind === "audio" ? microphoneOn : cameraOn).value = true;
      look();
      return made as LocalTrack ?? null;
    },
    async flip() {
      const before = facing.value;
      const next = before === "user" ? "environment" : "user";
      try {
        await restart(tracks.video, { ...VIDEO, facingMode: next });
        facing.value = next;
      } catch {
        // There is no second camera, or it is busy: the first one again.
        await restart(tracks.video, { ...VIDEO, facingMode: before })
          .catch(() => {});
      }
    },
    async choose(kind, deviceId) {
      await restart(tracks[kind], constraintsFor(kind, deviceId));
    },
    async restore() {
      if (isOut(tracks.audio)) await restart(tracks.audio, AUDIO);
      if (isOut(tracks.video)) {
        await restart(tracks.video, { ...VIDEO, facingMode: facing.value });
      }
    },
    hide(hidden) {
      if (hidden && cameraOn.value && tracks.video) {
        pausedByHiding = true;
        tracks.video.disable();
      } else if (!hidden && pausedByHiding) {
        pausedByHiding = false;
        if (cameraOn.value) tracks.video?.enable();
      }
    },
    release() {
      for (const [track, stop] of watches) {
        stop();
        track.stop();
      }
      watches.clear();
      delete tracks.audio;
      delete tracks.video;
      wrapping = null;
      interrupted.value = null;
      devices.release();
    },
  };
}
