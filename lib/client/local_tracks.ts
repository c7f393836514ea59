import { type ReadonlySignal, signal } from "@preact/signals";
import type { LocalAudioTrack, LocalVideoTrack } from "twilio-video";
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
  /** The SDK's track of our microphone, or null before there is one. */
  readonly sound: ReadonlySignal<LocalAudioTrack | null>;
  /** The SDK's track of our camera, or null before there is one. */
  readonly picture: ReadonlySignal<LocalVideoTrack | null>;
  /** Something took the microphone or camera from us, a phone call say. */
  readonly interrupted: ReadonlySignal<Kind | null>;
  /** Makes the SDK's tracks of what the waiting room had, at the first call. */
  wrap(sdk: VideoSdk): Promise<void>;
  /**
   * Mutes or unmutes, switches the camera off or on: off, it captures nothing
   * and its light goes out. A device whose SDK's track is not made yet is switched
   * as well: the track will be as it was left. False if there is no such device (see `add`).
   */
  toggle(kind: Kind): Promise<boolean>;
  /** Asks for a device that was left out before. */
  add(kind: Kind, sdk: VideoSdk): Promise<void>;
  /** The other camera. Sound is never touched. */
  flip(): Promise<void>;
  /** Another camera or microphone; a camera that is off is only remembered. */
  choose(kind: Kind, deviceId: string): Promise<void>;
  /** Captures anew what was interrupted. */
  restore(): Promise<void>;
  /**
   * The page is hidden or seen again: a picture that the browser froze would
   * mislead. The camera stays as it is.
   */
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
  const picture = signal<LocalVideoTrack | null>(null);
  const sound = signal<LocalAudioTrack | null>(null);
  const tracks = {
    get audio() {
      return sound.peek();
    },
    get video() {
      return picture.peek();
    },
  };
  const watches = new Map<MediaTrack, () => void>();
  let hidden = false;
  /** What the camera is asked for when it is switched on. */
  let camera: MediaTrackConstraints = VIDEO;
  let restarting = false;
  let wrapping: Promise<void> | null = null;
  let wrapped = false;

  const isOut = (track: MediaTrack | null) =>
    track !== null && (track.isMuted || track.isStopped);
  const all = () => [tracks.audio, tracks.video].filter((t) => t !== null);

  function look(): void {
    if (restarting) return;
    for (const track of all()) devices.replaced(track.mediaStreamTrack);
    interrupted.value = isOut(tracks.audio)
      ? "audio"
      // Switched off, it is not interrupted.
      : cameraOn.value && isOut(tracks.video)
      ? "video"
      : null;
  }

  function showPicture(): void {
    tracks.video?.enable(cameraOn.value && !hidden);
  }

  /** Unplugged, or out of battery: another one, without asking. */
  async function replaceGone(track: MediaTrack): Promise<void> {
    const { deviceId } = track.mediaStreamTrack.getSettings();
    if (restarting || !deviceId || !isOut(track)) return;
    if (track.kind === "video" && !cameraOn.value) return;
    const left = await devices.list(track.kind);
    if (left.length === 0 || left.some((one) => one.deviceId === deviceId)) {
      return;
    }
    if (track.kind === "video") camera = VIDEO;
    await restart(track, track.kind === "audio" ? AUDIO : camera);
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
  ): Promise<void> {
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
      // As it was left meanwhile, before anybody gets it.
      if (track.kind === "audio") {
        track.enable(microphoneOn.peek());
        sound.value = track as LocalAudioTrack;
      } else {
        track.enable(cameraOn.peek() && !hidden);
        if (!cameraOn.peek()) track.stop();
        picture.value = track as LocalVideoTrack;
      }
      const stopLooking = onEach(track, CHANGES, look);
      const stopReplacing = onEach(
        track,
        ["stopped"],
        () => void replaceGone(track).catch(() => {}),
      );
      watches.set(track, () => {
        stopLooking();
        stopReplacing();
      });
    }
  }

  async function restart(
    track: MediaTrack | null,
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

  async function wrap(sdk: VideoSdk): Promise<void> {
    wrapping ??= create(sdk, {
      audio: devices.audio.value,
      video: devices.video.value,
    });
    await wrapping;
    wrapped = true;
  }

  return {
    microphoneOn,
    cameraOn,
    facing,
    sound,
    picture,
    interrupted,
    wrap,
    async toggle(kind) {
      if (!tracks[kind] && (wrapped || !devices[kind].value)) return false;
      if (kind === "audio") {
        microphoneOn.value = !microphoneOn.value;
        tracks.audio?.enable(microphoneOn.value);
        return true;
      }
      const { video } = tracks;
      if (!video) {
        cameraOn.value = !cameraOn.value;
        return true;
      }
      // Twice in a row, while the camera starts.
      if (restarting) return true;
      cameraOn.value = !cameraOn.value;
      // The room hears of it before the picture freezes.
      showPicture();
      if (!cameraOn.value) video.stop();
      // What does not start is shown as interrupted, with a button to try again.
      else await restart(video, camera).catch(() => {});
      return true;
    },
    async add(kind, sdk) {
      // What there is already comes first, so that no device has two tracks.
      await wrap(sdk);
      await devices.choose(kind);
      const track = devices[kind].value;
      if (!track) return;
      (kind === "audio" ? microphoneOn : cameraOn).value = true;
      await create(sdk, {
        audio: kind === "audio" ? track : null,
        video: kind === "video" ? track : null,
      });
      look();
    },
    async flip() {
      const { video } = tracks;
      if (!video || !cameraOn.value || restarting) return;
      const before = { camera, facing: facing.value };
      const settings = video.mediaStreamTrack.getSettings();
      const next = before.facing === "user" ? "environment" : "user";
      const others = settings.facingMode
        ? []
        : (await devices.list("video")).map((one) => one.deviceId);
      if (others.length > 1) {
        // Cameras of a desktop face nowhere: the next of the list.
        const at = others.indexOf(settings.deviceId ?? "");
        camera = constraintsFor("video", others[(at + 1) % others.length]);
      } else {
        camera = { ...VIDEO, facingMode: next };
        facing.value = next;
      }
      try {
        await restart(video, camera);
      } catch {
        // There is no second camera, or it is busy: the first one again.
        camera = before.camera;
        facing.value = before.facing;
        await restart(video, camera).catch(() => {});
      }
    },
    async choose(kind, deviceId) {
      const wanted = constraintsFor(kind, deviceId);
      if (kind === "audio") return await restart(tracks.audio, wanted);
      camera = wanted;
      facing.value = "user";
      if (cameraOn.value) await restart(tracks.video, wanted);
    },
    async restore() {
      if (isOut(tracks.audio)) await restart(tracks.audio, AUDIO);
      if (cameraOn.value && isOut(tracks.video)) {
        await restart(tracks.video, camera);
      }
    },
    hide(yes) {
      hidden = yes;
      showPicture();
    },
    release() {
      for (const [track, stop] of watches) {
        stop();
        track.stop();
      }
      watches.clear();
      sound.value = picture.value = null;
      wrapping = null;
      wrapped = false;
      interrupted.value = null;
      devices.release();
    },
  };
}
