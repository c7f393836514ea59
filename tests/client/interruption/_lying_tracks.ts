/**
 * A phone in a call whose system lies about its devices, as phones do: tracks
 * that are live while nothing flows, captures that fail once, an AudioContext
 * and elements that wait for a tap. Time, page and browser are in the test's
 * hands.
 */
import { expect } from "expect";
import { followStage } from "@/lib/client/interruption/stage_signs.ts";
import { playback } from "@/lib/client/media/playback.ts";
import { FakeMediaTrack } from "@/tests/client/_fake_sdk.ts";
import { settle } from "@/tests/client/_support.ts";
import { aCall } from "@/tests/client/call/_a_call.ts";

/** A track whose flags and whose flow are independent of each other. */
export class LyingTrack extends FakeMediaTrack {
  flows = true;
  get isFlowing() {
    return this.flows && this.readyState === "live" && !this.muted &&
      this.enabled;
  }
}

/** What the person does inside a tap is allowed, and nothing else. */
interface Gesture {
  inTap: boolean;
}

/** A `<video>` or `<audio>`; the system may pause it and want a tap. */
export class LyingElement extends EventTarget {
  paused = false;
  wantsTap = false;
  frames = 0;
  currentTime = 0;
  plays = 0;
  constructor(
    readonly gesture: Gesture,
    /** What it shows now. */
    readonly source: () => LyingTrack | null,
  ) {
    super();
  }
  get srcObject() {
    return this.source() as unknown as MediaStream | null;
  }
  getVideoPlaybackQuality() {
    return { totalVideoFrames: this.frames };
  }
  play(): Promise<void> {
    this.plays++;
    if (this.wantsTap && !this.gesture.inTap) {
      return Promise.reject(new DOMException("", "NotAllowedError"));
    }
    this.wantsTap = this.paused = false;
    return Promise.resolve();
  }
  isPausedBySystem() {
    this.paused = this.wantsTap = true;
    this.dispatchEvent(new Event("pause"));
  }
  passes(ms: number) {
    if (this.paused) return;
    // In Safari the time goes on without frames.
    this.currentTime += ms / 1_000;
    if (this.source()?.isFlowing) this.frames++;
  }
}

/** An AudioContext that a call interrupts, and that stays so until a tap. */
export class LyingContext {
  state = "running";
  wantsTap = false;
  constructor(readonly gesture: Gesture) {}
  createAnalyser() {
    let track: LyingTrack | null = null;
    return {
      fftSize: 0,
      connectedTo: (source: LyingTrack) => void (track = source),
      getFloatTimeDomainData(samples: Float32Array) {
        samples.fill(track?.isFlowing ? 0.01 : 0);
      },
    };
  }
  createMediaStreamSource(stream: unknown) {
    return {
      connect: (node: { connectedTo(track: LyingTrack): void }) =>
        node.connectedTo(stream as LyingTrack),
      disconnect() {},
    };
  }
  resume(): Promise<void> {
    // Safari neither resumes nor refuses.
    if (this.wantsTap && !this.gesture.inTap) return new Promise(() => {});
    this.wantsTap = false;
    this.state = "running";
    return Promise.resolve();
  }
  isInterrupted() {
    this.state = "interrupted";
    this.wantsTap = true;
  }
}

/** A phone, or a computer, in a call with the artist, after everything has flowed for a while. */
export async function aPhone(
  options:
    & Omit<
      NonNullable<Parameters<typeof aCall>[0]>,
      "capture" | "refuses" | "onDeviceChange"
    >
    & {
      /** Stops before the room is joined. */
      readonly joining?: boolean;
    } = {},
) {
  const gesture: Gesture = { inTap: false };
  /** Names of errors with which the next captures fail, in order. */
  const refusals: string[] = [];
  /** What the next captures do. */
  let prepare: (track: LyingTrack) => void = () => {};
  const captures: LyingTrack[] = [];
  let devicesChanged = () => {};
  const made = await aCall({
    isPhone: true,
    ...options,
    capture(kind) {
      const track = new LyingTrack(kind);
      prepare(track);
      captures.push(track);
      return track;
    },
    refuses: () => refusals.shift() ?? null,
    onDeviceChange(then) {
      devicesChanged = then;
      return () => void (devicesChanged = () => {});
    },
  });
  const { call, time, page, locals, devices } = made;
  const context = new LyingContext(gesture);
  const playing = playback();
  const theirs = new LyingTrack("video");
  const self = new LyingElement(
    gesture,
    () => devices.video.value as unknown as LyingTrack,
  );
  const remote = {
    video: new LyingElement(gesture, () => theirs),
    audio: new LyingElement(gesture, () => theirs),
  };
  const elements = [self, ...Object.values(remote)];
  for (const element of Object.values(remote)) {
    playing.follow(element as never);
  }
  time.every(50, () => elements.forEach((element) => element.passes(50)));
  followStage({
    local: call.local,
    playing,
    // As the page does: a picture that is not sent is not shown.
    self: () => call.sendsVideo.peek() ? self as never : null,
    context: () => context as never,
    isPhone: options.isPhone ?? true,
    page,
    timers: time,
    elapsed: time.elapsed,
    stream: (track) => track as unknown as MediaStream,
  });
  // Joined, and long after the start of every capture.
  const room = options.joining ? null : await made.joined();
  if (room) {
    room.enters();
    await time.pass(10_000);
  }
  captures.length = 0;
  made.captured.length = 0;

  const track = (kind: "audio" | "video") =>
    locals.find((one) => one.kind === kind)!
      .mediaStreamTrack as unknown as LyingTrack;
  return {
    ...made,
    room,
    context,
    playing,
    self,
    theirs,
    remote,
    refusals,
    captures,
    track,
    devicesChanged: () => devicesChanged(),
    nextCaptures: (then: (track: LyingTrack) => void) => void (prepare = then),
    sdkTrack: (kind: "audio" | "video") =>
      locals.find((one) => one.kind === kind)!,
    /** Which kinds were captured since the beginning of the test, in order. */
    kinds: () => captures.map(({ kind }) => kind),
    shown: () => call.local.interruption.value,
    interrupted: () => call.local.interrupted.value,
    phase: () => call.local.interruptions.state.value.phase,
    /** The one button of the notice. */
    async tap() {
      gesture.inTap = true;
      const done = call.local.restore();
      gesture.inTap = false;
      await settle();
      await time.pass(0);
      return done;
    },
    /** An iPhone call: everything is muted, and the AudioContext interrupted. */
    rings() {
      context.isInterrupted();
      for (const kind of ["audio", "video"] as const) {
        track(kind).mutes();
        track(kind).flows = false;
      }
      for (const element of Object.values(remote)) element.isPausedBySystem();
    },
    /** Hung up: the tracks say that they are live and not muted, and nothing flows. */
    hangsUp() {
      for (const kind of ["audio", "video"] as const) {
        track(kind).mutes(false);
      }
    },
  };
}

export type Phone = Awaited<ReturnType<typeof aPhone>>;

/** Sound and picture flow in both directions, in the same tracks and publications as before. */
export function expectAllFlows(phone: Phone) {
  expect(phone.phase()).toBe("flowing");
  expect(phone.shown()).toBeNull();
  expect(phone.interrupted()).toBe(false);
  for (const kind of ["audio", "video"] as const) {
    expect(phone.track(kind).isFlowing).toBe(true);
  }
  for (const element of Object.values(phone.remote)) {
    expect(element.paused).toBe(false);
  }
  expect(phone.locals.length).toBe(2);
  expect(phone.room?.localParticipant.published ?? []).toEqual([]);
  expect(phone.room?.localParticipant.unpublished ?? []).toEqual([]);
}
