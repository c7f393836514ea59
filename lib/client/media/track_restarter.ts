import type { MediaTrack } from "./sdk_tracks.ts";

/** Restarts one track at a time. */
export interface TrackRestarter {
  isBusy(): boolean;
  /** Does nothing without a track or during another restart. */
  restart(
    track: MediaTrack | null,
    constraints: MediaTrackConstraints,
  ): Promise<void>;
}

export function trackRestarter(onDone: () => void): TrackRestarter {
  let busy = false;
  return {
    isBusy: () => busy,
    async restart(track, constraints) {
      if (!track || busy) return;
      busy = true;
      try {
        await track.restart(constraints);
      } finally {
        busy = false;
        onDone();
      }
    },
  };
}
