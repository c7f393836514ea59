import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { browserTimers, type Timers } from "@/lib/client/page/browser.ts";
import { canCall } from "@/lib/client/page/platform.ts";
import type { TabMemory } from "@/lib/client/page/tab_memory.ts";
import { type CapturedInputs, capturedInputs } from "./captured_inputs.ts";
import {
  ANY_CAMERA,
  asCaptured,
  type CameraChoice,
} from "./device_constraints.ts";
import { captureLimit } from "./device_permission.ts";
import { type DeviceProblem, isDenied } from "./device_problems.ts";
import { type DeviceStarter, deviceStarter } from "./device_starter.ts";
import { type OneByOne, oneByOne } from "./one_by_one.ts";

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

/**
 * The camera and the microphone of this page. What changes them one at a time
 * is in `device_switches.ts`: a page that waits for its first tap does without.
 */
export interface Devices {
  readonly state: ReadonlySignal<DevicesState>;
  readonly video: ReadonlySignal<MediaStreamTrack | null>;
  readonly audio: ReadonlySignal<MediaStreamTrack | null>;
  /** The problem of each, or null. */
  readonly problems: ReadonlySignal<DeviceProblems>;
  /** Which of the two this person has turned off; kept over a release, and by the tab over a reload. */
  readonly off: ReadonlySignal<Readonly<Record<Kind, boolean>>>;
  /** The camera of the next capture, kept from the waiting room to the call. */
  readonly camera: Signal<CameraChoice>;
  /**
   * Requests camera and microphone, once: a second capture would mute the first
   * on iPhones (WebKit 179363). Called again, it requests only what is still
   * missing. A camera that was turned off stays so, and a microphone is muted.
   */
  acquire(): Promise<void>;
  /** Continues without camera and microphone. */
  skip(): void;
  /** Records that one was turned on or off: the call stops and restarts the SDK's tracks itself. */
  switched(kind: Kind, on: boolean): void;
  /** Lists the devices (`device_lists.ts`); undefined where the browser has none. */
  readonly source: Pick<MediaSource, "enumerateDevices"> | undefined;
  /** Releases both; the camera's light goes out. */
  release(): void;
  /** Each change of a kind after the other. */
  readonly inTurn: OneByOne;
  readonly inputs: Pick<CapturedInputs, "replace" | "note" | "moment">;
  /** Captures one in its turn, unless it is a camera that was turned off meanwhile. Returns the problem, or null. */
  start(kind: Kind): Promise<DeviceProblem | null>;
  /** See `DeviceStarter`. */
  choose: DeviceStarter["choose"];
}

const KINDS = ["audio", "video"] as const;

/** The browser's side of the devices; the defaults are the real browser. */
export interface DevicesHost {
  readonly timers?: Pick<Timers, "after">;
  readonly elapsed?: () => number;
  /** Whether a capture of these shows no prompt: what takes long then is no person. */
  readonly isAllowed?: (kinds: readonly Kind[]) => Promise<boolean>;
  /** Where "off" survives a reload. */
  readonly memory?: TabMemory;
}

export function openDevices(
  // Without WebRTC, a camera that runs would be seen by nobody.
  source: MediaSource | undefined = canCall()
    ? globalThis.navigator.mediaDevices
    : undefined,
  {
    timers = browserTimers,
    elapsed = () => performance.now(),
    isAllowed,
    memory,
  }: DevicesHost = {},
): Devices {
  const state = signal<DevicesState>("idle");
  const before = memory?.load() ?? "";
  const off = signal<Readonly<Record<Kind, boolean>>>({
    audio: before.includes("audio"),
    video: before.includes("video"),
  });
  const camera = signal(ANY_CAMERA);
  const inputs = capturedInputs(source, {
    prepare(track) {
      if (track.kind === "audio") track.enabled = !off.peek().audio;
      else camera.value = asCaptured(camera.peek(), track);
    },
    limit: captureLimit(timers, isAllowed),
  });
  const { tracks, problems } = inputs;
  const starter = deviceStarter({
    inputs,
    camera,
    elapsed,
    onStarted() {
      // Both are awaited.
      if (state.peek() !== "asking") state.value = "ready";
    },
  });
  const inTurn = oneByOne(inputs.moment, timers);
  /** The next to ask for: whose turn it was when the person refused comes last. */
  let order: readonly Kind[] = KINDS;

  function switched(kind: Kind, on: boolean): void {
    off.value = { ...off.peek(), [kind]: !on };
    memory?.save(KINDS.filter((one) => off.peek()[one]).join(" ") || null);
  }

  const isWanted = (kind: Kind) => kind === "audio" || !off.peek().video;

  /** Captures one, unless it is a camera that was turned off meanwhile. */
  const start = async (kind: Kind) =>
    isWanted(kind) ? await starter.start(kind) : null;

  /** Asks for each alone, and for nothing right after a person has refused. */
  async function startEach(kinds: readonly Kind[]): Promise<void> {
    const isCurrent = inputs.moment();
    for (const kind of kinds.filter(isWanted)) {
      await inTurn(kind, () => start(kind));
      if (!isCurrent()) return;
      if (starter.isRefused()) return void (order = order.toReversed());
    }
  }

  async function acquire(): Promise<void> {
    const { value } = state;
    if (value === "asking") return;
    if (value === "ready") {
      return await startEach(order.filter((kind) => problems.peek()[kind]));
    }
    inputs.outdate();
    const isCurrent = inputs.moment();
    state.value = "asking";
    const isTogether = isWanted("video") &&
      // One of the two may be allowed.
      !KINDS.every((kind) => isDenied(problems.peek()[kind]));
    if (!isTogether || await starter.startBoth()) await startEach(order);
    if (!isCurrent()) return;
    const { audio, video } = problems.peek();
    state.value = audio && video ? "blocked" : "ready";
  }

  return {
    state,
    video: tracks.video,
    audio: tracks.audio,
    problems,
    off,
    camera,
    acquire,
    skip() {
      if (state.value === "ready") return;
      inputs.outdate();
      state.value = "skipped";
    },
    switched,
    source,
    release() {
      inputs.release();
      state.value = "idle";
    },
    inTurn,
    inputs,
    start,
    choose: starter.choose,
  };
}
