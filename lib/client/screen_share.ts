import { type ReadonlySignal, signal } from "@preact/signals";
import type { LocalVideoTrack } from "twilio-video";
import { SCREEN } from "./remote_people.ts";
import type { VideoSdk } from "./video_sdk.ts";

/** Our own screen, window or tab in the call. */
export interface ScreenShare {
  /** What is shared, for a preview, or null. */
  readonly captured: ReadonlySignal<MediaStreamTrack | null>;
  /** The SDK's track while there is one, to take along over a rejoin. */
  readonly track: () => LocalVideoTrack | null;
  /**
   * Asks what to share; call it inside a tap. Resolves with the track to publish,
   * or null if the person chose nothing.
   *
   * @throws DOMException of getDisplayMedia other than a person's no
   */
  start(sdk: () => Promise<VideoSdk>): Promise<LocalVideoTrack | null>;
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

/** @param onStopped told with the track whenever sharing ends, whoever ended it */
export function screenShare(
  onStopped: (track: LocalVideoTrack) => void,
  media: ScreenMedia | undefined = globalThis.navigator?.mediaDevices,
): ScreenShare {
  const captured = signal<MediaStreamTrack | null>(null);
  let track: LocalVideoTrack | null = null;
  let asking = false;

  function stop(): void {
    const [before, source] = [track, captured.value];
    track = null;
    captured.value = null;
    source?.stop();
    if (before) onStopped(before);
  }

  return {
    captured,
    track: () => track,
    async start(sdk) {
      if (asking || captured.value || !media?.getDisplayMedia) return null;
      asking = true;
      try {
        // Before anything is awaited: it must happen inside the tap.
        const stream = await media.getDisplayMedia(DISPLAY);
        const source = stream.getVideoTracks()[0];
        if (!source) return null;
        // Sharp letters before smooth movement (w3.org/TR/mst-content-hint).
        source.contentHint = "text";
        captured.value = source;
        source.addEventListener("ended", () => {
          if (captured.value === source) stop();
        });
        const { LocalVideoTrack } = await sdk();
        // Stopped, or the call left, while the SDK was fetched.
        if (captured.value !== source) return null;
        return track = new LocalVideoTrack(source, {
          name: SCREEN,
          logLevel: "error",
        });
      } catch (error) {
        captured.value?.stop();
        captured.value = null;
        if ((error as Error).name === "NotAllowedError") return null;
        throw error;
      } finally {
        asking = false;
      }
    },
    stop,
  };
}
