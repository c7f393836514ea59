import { type ReadonlySignal, signal } from "@preact/signals";

/**
 * Why there is no picture or no sound. `unsupported`: the browser cannot (often
 * a browser inside another app). `denied`: somebody said no, here or in the
 * system's settings; browsers do not tell which. `missing`: there is no such
 * device. `busy`: something else holds it.
 */
export type DeviceProblem =
  | "unsupported"
  | "denied"
  | "missing"
  | "busy"
  | "unknown";

export type Kind = "audio" | "video";

/**
 * `idle`: nobody has asked. `asking`: the browser's question is on the screen.
 * `ready`: at least one of the two works. `blocked`: neither does. `skipped`: the
 * person chose to go on without.
 */
export type DevicesState = "idle" | "asking" | "ready" | "blocked" | "skipped";

/** What of `navigator.mediaDevices` is used. */
export type MediaSource = Pick<
  MediaDevices,
  "getUserMedia" | "enumerateDevices"
>;

export const VIDEO: MediaTrackConstraints = {
  facingMode: "user",
  width: { ideal: 1280 },
  height: { ideal: 720 },
};
export const AUDIO: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** The camera and the microphone of this page. */
export interface Devices {
  readonly state: ReadonlySignal<DevicesState>;
  readonly video: ReadonlySignal<MediaStreamTrack | null>;
  readonly audio: ReadonlySignal<MediaStreamTrack | null>;
  /** What is wrong with each, or null. */
  readonly problems: ReadonlySignal<
    Readonly<Record<Kind, DeviceProblem | null>>
  >;
  /**
   * Asks for camera and microphone, once: a second capture would silence the
   * first on iPhones (WebKit 179363). Called again, it asks only for what is
   * still missing.
   */
  acquire(): Promise<void>;
  /** Goes on without camera and microphone. */
  skip(): void;
  /** Takes another device of this kind, or any; the old one is released first. */
  choose(kind: Kind, deviceId?: string): Promise<void>;
  /** Takes in a track that replaced the one of its kind (the SDK restarts them). */
  replaced(track: MediaStreamTrack): void;
  /** The devices to choose from. Their labels are only there once allowed. */
  list(kind: Kind): Promise<MediaDeviceInfo[]>;
  /** The loudspeakers to choose from; none where the browser leaves that to the system. */
  speakers(): Promise<MediaDeviceInfo[]>;
  /** Lets go of both; the camera's light goes out. */
  release(): void;
}

export function openDevices(
  source: MediaSource | undefined = globalThis.navigator?.mediaDevices,
): Devices {
  const state = signal<DevicesState>("idle");
  const tracks = {
    audio: signal<MediaStreamTrack | null>(null),
    video: signal<MediaStreamTrack | null>(null),
  };
  const problems = signal<Record<Kind, DeviceProblem | null>>({
    audio: null,
    video: null,
  });
  let generation = 0;

  function take(stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      const kind = track.kind as Kind;
      tracks[kind].value = track;
      // Unplugged, or taken by the system. Our own stop() does not say this.
      track.addEventListener("ended", () => {
        if (tracks[kind].value !== track) return;
        tracks[kind].value = null;
        problems.value = { ...problems.value, [kind]: "busy" };
      });
    }
  }

  async function tryFor(
    constraints: MediaStreamConstraints,
    mine: number,
  ): Promise<DeviceProblem | null> {
    try {
      const stream = await source!.getUserMedia(constraints);
      // Released meanwhile: nobody wants this camera any more.
      if (mine !== generation) stream.getTracks().forEach((t) => t.stop());
      else take(stream);
      return null;
    } catch (error) {
      return problemOf(error);
    }
  }

  async function ask(
    mine: number,
  ): Promise<Record<Kind, DeviceProblem | null>> {
    if (!source) {
      return { audio: "unsupported", video: "unsupported" };
    }
    const both = await tryFor({ audio: AUDIO, video: VIDEO }, mine);
    if (both === null) return { audio: null, video: null };
    // One no is an answer; asking again at once would be pestering.
    if (both === "denied") return { audio: both, video: both };
    const audio = await tryFor({ audio: AUDIO }, mine);
    const video = await tryFor({ video: VIDEO }, mine);
    return { audio, video };
  }

  async function choose(kind: Kind, deviceId?: string): Promise<void> {
    const mine = generation;
    tracks[kind].value?.stop();
    const problem = source
      ? await tryFor({ [kind]: constraintsFor(kind, deviceId) }, mine)
      : "unsupported";
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

  return {
    state,
    video: tracks.video,
    audio: tracks.audio,
    problems,
    async acquire() {
      if (state.value === "asking") return;
      if (state.value === "ready") return await retry();
      const mine = ++generation;
      state.value = "asking";
      const found = await ask(mine);
      if (mine !== generation) return;
      problems.value = found;
      state.value = found.audio && found.video ? "blocked" : "ready";
    },
    skip() {
      if (state.value === "ready") return;
      generation++;
      state.value = "skipped";
    },
    choose,
    replaced(track) {
      tracks[track.kind as Kind].value = track;
    },
    async list(kind) {
      const all = await source?.enumerateDevices() ?? [];
      return all.filter((device) =>
        device.kind === `${kind}input` && device.deviceId !== ""
      );
    },
    async speakers() {
      if (!canChooseSpeaker()) return [];
      const all = await source?.enumerateDevices() ?? [];
      return all.filter((device) =>
        device.kind === "audiooutput" && device.deviceId !== ""
      );
    },
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

/** Safari has no `setSinkId`. */
function canChooseSpeaker(): boolean {
  return "setSinkId" in (globalThis.HTMLMediaElement?.prototype ?? {});
}

/** What is asked of a camera or microphone, chosen or any. */
export function constraintsFor(
  kind: Kind,
  deviceId?: string,
): MediaTrackConstraints {
  if (deviceId === undefined) return kind === "audio" ? AUDIO : VIDEO;
  // A chosen device may look either way.
  const { facingMode: _, ...video } = VIDEO;
  const base = kind === "audio" ? AUDIO : video;
  return { ...base, deviceId: { exact: deviceId } };
}

/** Names of getUserMedia's errors: w3.org/TR/mediacapture-streams, section 10.2.2; older ones of Safari and Firefox beside them. */
export function problemOf(error: unknown): DeviceProblem {
  switch ((error as { name?: string } | null)?.name) {
    case "NotAllowedError":
    case "SecurityError":
    case "PermissionDeniedError":
      return "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    case "TypeError":
      return "unsupported";
    default:
      return "unknown";
  }
}

/**
 * Whether both were allowed for good, so that asking shows no question. Only a
 * yes can be believed: some browsers answer "prompt" although it was denied.
 */
export async function isAlreadyAllowed(
  permissions: Permissions | undefined = globalThis.navigator?.permissions,
): Promise<boolean> {
  try {
    const states = await Promise.all(
      (["camera", "microphone"] as PermissionName[]).map((name) =>
        permissions!.query({ name })
      ),
    );
    return states.every(({ state }) => state === "granted");
  } catch {
    return false;
  }
}
