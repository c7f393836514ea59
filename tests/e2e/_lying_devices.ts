/** A phone's system in the test's hands: camera, microphone, sound and playback do what phones do, and their tracks do not say so. */
import type { Page } from "puppeteer-core";

/** One capture: drawn and played by the page itself. */
interface Capture {
  readonly track: MediaStreamTrack;
  /** False: the track stays live and unmuted, and nothing flows. */
  flows: boolean;
}

interface System {
  readonly captures: Capture[];
  readonly contexts: AudioContext[];
  /** How long a track is muted at its start, in milliseconds. */
  startsMuted: number;
  /** Playback and sound need a tap. */
  needsTap: boolean;
  /** Captures wait from now on; returns what grants them. */
  hold(): void;
  grant(): void;
}

declare global {
  var system: System;
}

/** Runs in the page before its own scripts, after `watchPage`. */
export function scriptDevices() {
  let held: Promise<void> | null = null;
  let inTap = false;
  const system: System = {
    captures: [],
    contexts: [],
    startsMuted: 0,
    needsTap: false,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      system.grant = () => {
        held = null;
        resolve();
      };
    },
    grant() {},
  };
  globalThis.system = system;
  addEventListener("click", () => {
    inTap = true;
    setTimeout(() => inTap = false);
  }, true);
  const isRefused = () => system.needsTap && !inTap;

  const RealContext = AudioContext;
  globalThis.AudioContext = class extends RealContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      system.contexts.push(this);
    }
    override resume(): Promise<void> {
      // Safari neither resumes nor refuses.
      return isRefused() ? new Promise(() => {}) : super.resume();
    }
  };
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    return isRefused()
      ? Promise.reject(new DOMException("", "NotAllowedError"))
      : play.call(this);
  };

  function camera(facingMode: string): Capture {
    const canvas = document.createElement("canvas");
    const paint = canvas.getContext("2d")!;
    const [track] = canvas.captureStream(15).getVideoTracks();
    const capture = { track: track!, flows: true };
    let hue = 0;
    const timer = setInterval(() => {
      if (track!.readyState === "ended") return clearInterval(timer);
      if (!capture.flows) return;
      paint.fillStyle = `hsl(${hue += 7} 60% 50%)`;
      paint.fillRect(0, 0, canvas.width, canvas.height);
    }, 50);
    const settings = track!.getSettings();
    track!.getSettings = () => ({ ...settings, facingMode, deviceId: "" });
    return capture;
  }

  let sound: AudioContext | null = null;
  function microphone(): Capture {
    sound ??= new RealContext();
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    const output = sound.createMediaStreamDestination();
    tone.connect(volume).connect(output);
    volume.gain.value = 0.1;
    tone.start();
    const [track] = output.stream.getAudioTracks();
    track!.getSettings = () => ({ deviceId: "" });
    return {
      track: track!,
      get flows() {
        return volume.gain.value > 0;
      },
      set flows(yes) {
        // Exactly zero, as after a phone call.
        volume.gain.value = yes ? 0.1 : 0;
      },
    };
  }

  function muteAtStart(track: MediaStreamTrack): void {
    const { startsMuted } = system;
    if (startsMuted === 0) return;
    let muted = true;
    Object.defineProperty(track, "muted", { get: () => muted });
    setTimeout(() => {
      muted = false;
      track.dispatchEvent(new Event("unmute"));
    }, startsMuted);
  }

  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const { audio, video } = constraints ?? {};
    asked.push({ audio: Boolean(audio), video: Boolean(video) });
    await held;
    const facing = String((video as MediaTrackConstraints)?.facingMode);
    const made = [
      ...audio ? [microphone()] : [],
      ...video ? [camera(facing)] : [],
    ];
    const tracks = made.map(({ track }) => track);
    system.captures.push(...made);
    captured.push(...tracks);
    tracks.forEach(muteAtStart);
    return new MediaStream(tracks);
  };
}

/** The newest capture of this kind lies from now on. */
export async function stopsFlowing(page: Page, kind: "audio" | "video") {
  await page.evaluate((kind) => {
    system.captures.findLast(({ track }) => track.kind === kind)!.flows = false;
  }, kind);
}

/** The kinds of the tracks that capture at the moment. */
export async function capturing(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    captured.filter(({ readyState }) => readyState === "live")
      .map(({ kind }) => kind).sort()
  );
}
