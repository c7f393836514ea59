import { type ReadonlySignal, signal } from "@preact/signals";
import type { LocalVideoTrack } from "twilio-video";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Timers } from "@/lib/client/page/browser.ts";
import { SCREEN } from "./remote_participants.ts";
import type { VideoSdk } from "@/lib/client/media/video_sdk.ts";

/** Our own screen, window or tab in the call. */
export interface ScreenShare {
  /** What is shared, for a preview, or null. */
  readonly captured: ReadonlySignal<MediaStreamTrack | null>;
  /** The SDK's track of it, to be published while it exists. */
  readonly track: ReadonlySignal<LocalVideoTrack | null>;
  /**
   * Asks what to share; call it inside a tap. Nothing happens if the user chose
   * nothing; any other failure sets `failed`.
   */
  start(sdk: () => Promise<VideoSdk>): Promise<void>;
  /** Sharing failed, or the room did not accept it; true for a moment. */
  readonly failed: ReadonlySignal<boolean>;
  /** Ends it and sets `failed`. */
  fail(): void;
  /** Ends it here; the browser's own "Stop sharing" does the same. */
  stop(): void;
}

export interface ScreenMedia {
  getDisplayMedia?: (
    options: DisplayMediaStreamOptions,
  ) => Promise<MediaStream>;
}

/** Browsers on phones have no `getDisplayMedia`. */
export function canShareScreen(
  media: ScreenMedia | undefined = globalThis.navigator?.mediaDevices,
): boolean {
  return typeof media?.getDisplayMedia === "function";
}

/** Few frames, full resolution: people share a page or a document, not a film. */
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
  /** Increases when a request is no longer wanted. */
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
        // Before any await: it must happen inside the tap.
        const stream = await media.getDisplayMedia(DISPLAY);
        const source = stream.getVideoTracks()[0];
        if (!source) return;
        // The call was left while the browser asked.
        if (mine !== generation) return source.stop();
        // Sharp text before smooth motion (w3.org/TR/mst-content-hint).
        source.contentHint = "text";
        captured.value = source;
        source.addEventListener("ended", () => {
          if (captured.value === source) stop();
        });
        const { LocalVideoTrack } = await sdk();
        // Stopped, or the call left, while the SDK was loading.
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
