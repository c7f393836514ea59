import { type ReadonlySignal, signal } from "@preact/signals";
import { AUDIO, constraintsFor, VIDEO } from "./device_constraints.ts";
import { listInputs, listSpeakers } from "./device_lists.ts";
import { canCall } from "@/lib/client/page/platform.ts";
import { type DeviceProblem, problemOf } from "./device_problems.ts";

export type Kind = "audio" | "video";

/**
 * `idle`: not requested. `asking`: the browser's prompt is open. `ready`: at
 * least one of the two works. `blocked`: neither does. `skipped`: the person
 * chose to continue without.
 */
export type DevicesState = "idle" | "asking" | "ready" | "blocked" | "skipped";

/** The used part of `navigator.mediaDevices`. */
export type MediaSource = Pick<
  MediaDevices,
  "getUserMedia" | "enumerateDevices"
>;

/** The problem of each, or null. */
export type DeviceProblems = Readonly<Record<Kind, DeviceProblem | null>>;

/** The camera and the microphone of this page. */
export interface Devices {
  readonly state: ReadonlySignal<DevicesState>;
  readonly video: ReadonlySignal<MediaStreamTrack | null>;
  readonly audio: ReadonlySignal<MediaStreamTrack | null>;
  /** The problem of each, or null. */
  readonly problems: ReadonlySignal<DeviceProblems>;
  /**
   * Requests camera and microphone, once: a second capture would mute the first
   * on iPhones (WebKit 179363). Called again, it requests only what is still
   * missing.
   */
  acquire(): Promise<void>;
  /** Continues without camera and microphone. */
  skip(): void;
  /** Switches to another device of this kind, or any; the old one is released first. */
  choose(kind: Kind, deviceId?: string): Promise<void>;
  /** Adopts a track that replaced the one of its kind (the SDK restarts them). */
  replaced(track: MediaStreamTrack): void;
  /** The available devices. Their labels are empty until permission is granted. */
  list(kind: Kind): Promise<MediaDeviceInfo[]>;
  /** The available speakers; none if the browser leaves that to the system. */
  speakers(): Promise<MediaDeviceInfo[]>;
  /** Releases both; the camera's light goes out. */
  release(): void;
}

export function openDevices(
  // Without WebRTC, a camera that runs would be seen by nobody.
  source: MediaSource | undefined = canCall()
    ? globalThis.navigator.mediaDevices
    : undefined,
): Devices {
  const state = signal<DevicesState>("idle");
  const tracks = {
    audio: signal<MediaStreamTrack | null>(null),
    video: signal<MediaStreamTrack | null>(null),
  };
  const problems = signal<DeviceProblems>({ audio: null, video: null });
  /** Incremented to invalidate requests that are still pending. */
  let generation = 0;

  function take(track: MediaStreamTrack): void {
    const kind = track.kind as Kind;
    tracks[kind].value = track;
    // Unplugged, or taken by the system. Our own stop() does not fire this.
    track.addEventListener("ended", () => {
      if (tracks[kind].value !== track) return;
      tracks[kind].value = null;
      problems.value = { ...problems.value, [kind]: "busy" };
    });
  }

  async function capture(
    constraints: MediaStreamConstraints,
    mine: number,
  ): Promise<DeviceProblem | null> {
    if (!source) return "unsupported";
    try {
      const stream = await source.getUserMedia(constraints);
      for (const track of stream.getTracks()) {
        // Released in the meantime: stop the new camera.
        if (mine !== generation) track.stop();
        else take(track);
      }
      return null;
    } catch (error) {
      return problemOf(error);
    }
  }

  async function choose(kind: Kind, deviceId?: string): Promise<void> {
    const mine = generation;
    tracks[kind].value?.stop();
    const wanted = { [kind]: constraintsFor(kind, deviceId) };
    const problem = await capture(wanted, mine);
    if (mine !== generation) return;
    if (problem) tracks[kind].value = null;
    problems.value = { ...problems.value, [kind]: problem };
    if (!problem) state.value = "ready";
  }

  async function retry(): Promise<void> {
    for (const kind of ["audio", "video"] as const) {
      if (problems.value[kind]) await choose(kind);
    }
  }

  async function acquire(): Promise<void> {
    if (state.value === "asking") return;
    if (state.value === "ready") return await retry();
    const mine = ++generation;
    state.value = "asking";
    const found = await captureBoth((wanted) => capture(wanted, mine));
    if (mine !== generation) return;
    problems.value = found;
    state.value = found.audio && found.video ? "blocked" : "ready";
  }

  return {
    state,
    video: tracks.video,
    audio: tracks.audio,
    problems,
    acquire,
    skip() {
      if (state.value === "ready") return;
      generation++;
      state.value = "skipped";
    },
    choose,
    replaced(track) {
      tracks[track.kind as Kind].value = track;
    },
    list: (kind) => listInputs(source, kind),
    speakers: () => listSpeakers(source),
    release() {
      generation++;
      for (const track of [tracks.audio, tracks.video]) {
        track.value?.stop();
        track.value = null;
      }
      state.value = "idle";
    },
  };
}

/** Asks for both at once, and for each alone only if that fails. */
async function captureBoth(
  capture: (wanted: MediaStreamConstraints) => Promise<DeviceProblem | null>,
): Promise<DeviceProblems> {
  const both = await capture({ audio: AUDIO, video: VIDEO });
  // Do not ask again after a denial.
  if (both === null || both === "denied") {
    return { audio: both, video: both };
  }
  const audio = await capture({ audio: AUDIO });
  const video = await capture({ video: VIDEO });
  return { audio, video };
}
