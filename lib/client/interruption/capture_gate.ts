import type { CaptureLimit } from "@/lib/client/media/device_permission.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import type { LocalMedia } from "@/lib/client/media/sdk_tracks.ts";

/** The call's captures, ours and the SDK's own, which restarts some tracks by itself. */
export interface CaptureGate {
  readonly media: LocalMedia;
  /** Whether a capture of this kind is in progress. */
  isCapturing(kind: Kind): boolean;
  /** Rejects those in progress: nothing waits for them any longer. */
  cancel(kind: Kind): void;
}

/**
 * Counts captures in progress, so that nobody starts a second one beside them.
 * One that is granted after it was cancelled, or after the page released its
 * devices, is stopped at once: no light goes on after the end.
 */
export function captureGate(
  media: LocalMedia,
  { isReleased, limit }: {
    readonly isReleased: () => boolean;
    readonly limit: CaptureLimit;
  },
): CaptureGate {
  type Cancel = (error: unknown) => void;
  const inProgress: Readonly<Record<Kind, Set<Cancel>>> = {
    audio: new Set(),
    video: new Set(),
  };

  async function getUserMedia(
    constraints: MediaStreamConstraints,
  ): Promise<MediaStream> {
    const kinds = (["audio", "video"] as const)
      .filter((kind) => constraints[kind]);
    const { promise, resolve, reject } = Promise.withResolvers<MediaStream>();
    let isCancelled = false;
    const cancel: Cancel = (error) => {
      isCancelled = true;
      reject(error);
    };
    for (const kind of kinds) inProgress[kind].add(cancel);
    const settled = limit(kinds, cancel);
    media.getUserMedia(constraints).then((stream) => {
      if (!isCancelled && !isReleased()) return resolve(stream);
      for (const track of stream.getTracks()) track.stop();
      reject(new DOMException("The devices were released.", "AbortError"));
    }, reject);
    try {
      return await promise;
    } finally {
      settled();
      for (const kind of kinds) inProgress[kind].delete(cancel);
    }
  }

  return {
    media: { streamOf: media.streamOf, getUserMedia },
    isCapturing: (kind) => inProgress[kind].size > 0,
    cancel(kind) {
      for (const cancel of inProgress[kind]) {
        cancel(new DOMException("Something else was chosen.", "AbortError"));
      }
    },
  };
}
