import { type ReadonlySignal, signal } from "@preact/signals";
import type { LocalVideoTrack } from "twilio-video";
import { SECOND } from "@/lib/domain/instant.ts";
import type { Timers } from "./browser.ts";
import { SCREEN } from "./remote_people.ts";
import type { VideoSdk } from "./video_sdk.ts";

/** Our own screen, window or tab in the call. */
export interface ScreenShare {
  /** What is shared, for a preview, or null. */
  readonly captured: ReadonlySignal<MediaStreamTrack | null>;
  /** The SDK's track of it, to be sent for as long as it is there. */
  readonly track: ReadonlySignal<LocalVideoTrack | null>;
  /**
   * Asks what to share; call it inside a tap. Nothing happens if the person chose nothing;
   * any other reason why nothing is shared is told by `failed`.
   */
  start(sdk: () => Promise<VideoSdk>): Promise<void>;
  /** Sharing did not come about, or the room did not take it; true for a moment. */
  readonly failed: ReadonlySignal<boolean>;
  /** Ends it, as `failed`. */
  fail(): void;
  /** Ends it here; the browser's own "Stop sharing" does the same. */
  stop(): void;
}

export interface ScreenMedia {
  getDisplayMedia?: (
    options: DisplayMediaStreamOptions,
  ) => Promise<MediaStream>;
}

/** Phones' browsers have no `getDisplayMedia`. */
export function canShareScreen(
  media: ScreenMedia | undefined = globalThis.navigator?.mediaDevices,
): boolean {
  return typeof media?.getDisplayMedia === "function";
}

/** Few frames, every pixel: what is shared is a page or a document, not a film. */
const DISPLAY: DisplayMediaStreamOptions = {
  video: { frameRate: { ideal: 15, max: 30 } },
  audio: false,
};

const SAY_FAILED = 8 * SECOND;

export function screenShare(
  timers: Pick<Timers, "after">,
  media: ScreenMedia | undefined = globalThis.navigator?.mediaDevices,
): ScreenShare {
  const captured = signal<MediaStreamTrack | null>(null);
  const track = signal<LocalVideoTrack | null>(null);
  const failed = signal(false);
  let asking = false;
  /** Of what was asked for, counted on when it is not wanted any more. */
  let generation = 0;
  let unsay = () => {};

  function fail(): void {
    stop();
    failed.value = true;
    unsay = timers.after(SAY_FAILED, () => failed.value = false);
  }

  function stop(): void {
    generation++;
    unsay();
    failed.value = false;
    captured.value?.stop();
    captured.value = null;
    track.value = null;
  }

  return {
    captured,
    track,
    failed,
    fail,
    async start(sdk) {
      if (asking || captured.value || !media?.getDisplayMedia) return;
      asking = true;
      stop();
      const mine = generation;
      try {
        // Before anything is awaited: it must happen inside the tap.
        const stream = await media.getDisplayMedia(DISPLAY);
        const source = stream.getVideoTracks()[0];
        if (!source) return;
        // The call was left while the browser asked.
        if (mine !== generation) return source.stop();
        // Sharp letters before smooth movement (w3.org/TR/mst-content-hint).
        source.contentHint = "text";
        captured.value = source;
        source.addEventListener("ended", () => {
          if (captured.value === source) stop();
        });
        const { LocalVideoTrack } = await sdk();
        // Stopped, or the call left, while the SDK was fetched.
        if (mine !== generation) return;
        track.value = new LocalVideoTrack(source, {
          name: SCREEN,
          logLevel: "error",
        });
      } catch (error) {
        if (mine !== generation) return;
        if ((error as Error).name === "NotAllowedError") stop();
        else fail();
      } finally {
        asking = false;
      }
    },
    stop,
  };
}
