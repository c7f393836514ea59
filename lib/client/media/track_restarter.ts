import type { Kind } from "./devices.ts";
import type { MediaTrack } from "./sdk_tracks.ts";

/** Restarts one track of each kind at a time. */
export interface TrackRestarter {
  /** @param kind either if it is left out */
  isBusy(kind?: Kind): boolean;
  /** Does nothing without a track or during another restart of its kind. */
  restart(
    track: MediaTrack | null,
    constraints: MediaTrackConstraints,
  ): Promise<void>;
  /**
   * Waits for the restart in progress, whatever its result.
   *
   * @param kind both if it is left out
   */
  whenFree(kind?: Kind): Promise<void>;
}

export function trackRestarter(onDone: () => void): TrackRestarter {
  const current = new Map<Kind, Promise<void>>();
  const running = (kind?: Kind) =>
    kind ? current.get(kind) : [...current.values()][0];
  return {
    isBusy: (kind) => running(kind) !== undefined,
    async restart(track, constraints) {
      if (!track || current.has(track.kind)) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      current.set(track.kind, promise);
      try {
        await track.restart(constraints);
      } finally {
        current.delete(track.kind);
        resolve();
        onDone();
      }
    },
    async whenFree(kind) {
      while (running(kind)) await running(kind);
    },
  };
}
