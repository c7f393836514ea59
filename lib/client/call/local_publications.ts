import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type {
  LocalAudioTrack,
  LocalTrack,
  LocalTrackPublishOptions,
  LocalVideoTrack,
  Room,
} from "twilio-video";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { cleanups, type Timers } from "@/lib/client/page/browser.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import type { LocalTracks } from "@/lib/client/media/local_tracks.ts";
import type { ScreenShare } from "./screen_share.ts";

type LocalPublisher = Pick<
  Room["localParticipant"],
  "publishTrack" | "unpublishTrack"
>;

/** The local tracks that are, or should be, sent; null for none. */
export interface LocalTrackSet {
  readonly audio: LocalAudioTrack | null;
  readonly video: LocalVideoTrack | null;
  readonly screen: LocalVideoTrack | null;
}

export type LocalTrackSource = keyof LocalTrackSet;

const PUBLISHED_AS: Record<LocalTrackSource, LocalTrackPublishOptions> = {
  audio: { priority: "standard" },
  video: { priority: "standard" },
  // A media server that has to choose sends it before everything else.
  screen: { priority: "high" },
};
const AGAIN_AFTER = 2 * SECOND;

/** For the connect: the tracks that exist. */
export function listOf({ audio, video, screen }: LocalTrackSet): LocalTrack[] {
  return [audio, video, screen].filter((track) => track !== null);
}

export interface PublishOptions {
  /** The tracks that the room was joined with. */
  readonly joinedWith: LocalTrackSet;
  /** Reads signals: changes during joining are caught up with, and so is every later change. */
  readonly wanted: () => LocalTrackSet;
  readonly timers: Pick<Timers, "after">;
  /**
   * Called with true when publishing fails, false once it succeeds or is no
   * longer wanted. A failed one that is still wanted is retried.
   */
  readonly onRefused: (what: LocalTrackSource, refused: boolean) => void;
}

/** Keeps the published tracks in line with the wanted ones. Returns the undo. */
export function publishTracks(
  me: LocalPublisher,
  { joinedWith, wanted, timers, onRefused }: PublishOptions,
): () => void {
  const stops = cleanups();
  for (const what of ["audio", "video", "screen"] as const) {
    const one = trackPublisher(me, {
      published: joinedWith[what],
      as: PUBLISHED_AS[what],
      timers,
      onRefused: (refused) => onRefused(what, refused),
    });
    stops.add(one.stop);
    stops.add(effect(() => one.want(wanted()[what])));
  }
  return stops.run;
}

/** The tracks that one call publishes, in whichever room. */
export interface LocalPublications {
  readonly wanted: ReadonlySignal<LocalTrackSet>;
  /** The track that the room has not accepted so far; it is retried. */
  readonly unsent: ReadonlySignal<Kind | null>;
  /** While we are in this room; returns the undo. */
  keep(me: LocalPublisher, joinedWith: LocalTrackSet): () => void;
}

export function localPublications({ local, screen, sendsVideo, timers }: {
  readonly local: LocalTracks;
  readonly screen: ScreenShare;
  readonly sendsVideo: ReadonlySignal<boolean>;
  readonly timers: Pick<Timers, "after">;
}): LocalPublications {
  const refused = signal<ReadonlySet<LocalTrackSource>>(new Set());
  const wanted = computed<LocalTrackSet>(() => ({
    audio: local.audio.value,
    video: sendsVideo.value ? local.video.value : null,
    screen: screen.track.value,
  }));

  function onRefused(what: LocalTrackSource, yes: boolean): void {
    // Nobody should believe that it is visible, and it should not be captured
    // for nothing.
    if (yes && what === "screen") return screen.fail();
    const now = new Set(refused.peek());
    if (yes) now.add(what);
    else now.delete(what);
    refused.value = now;
  }

  return {
    wanted,
    unsent: computed(() =>
      refused.value.has("audio")
        ? "audio"
        : refused.value.has("video")
        ? "video"
        : null
    ),
    keep(me, joinedWith) {
      const stop = publishTracks(me, {
        joinedWith,
        wanted: () => wanted.value,
        timers,
        onRefused,
      });
      return () => {
        stop();
        refused.value = new Set();
      };
    },
  };
}

/** One track in one room. */
interface TrackPublisher {
  /** The track that should be published, or null for none. */
  want(track: LocalTrack | null): void;
  stop(): void;
}

/**
 * A track that is not wanted is unpublished: a disabled track still sends black
 * frames (36 kbit/s as measured), an unpublished one sends nothing, and camera
 * and preview stay as they are. One step at a time, because publishing takes a
 * round trip.
 */
function trackPublisher(me: LocalPublisher, options: {
  readonly published: LocalTrack | null;
  readonly as: LocalTrackPublishOptions;
  readonly timers: Pick<Timers, "after">;
  readonly onRefused: (refused: boolean) => void;
}): TrackPublisher {
  let sent = options.published;
  let wanted = sent;
  let busy = false;
  let over = false;
  let refused = false;
  let cancel = () => {};

  function tell(now: boolean): void {
    if (refused === now) return;
    refused = now;
    options.onRefused(now);
  }

  async function settle(): Promise<void> {
    if (busy) return;
    busy = true;
    cancel();
    while (!over && sent !== wanted) {
      if (sent) {
        me.unpublishTrack(sent);
        sent = null;
        continue;
      }
      const next = wanted!;
      try {
        await me.publishTrack(next, options.as);
        sent = next;
      } catch {
        // The room could not, this time. A room that is gone stops us itself.
        if (over) break;
        tell(true);
        if (wanted !== next) continue;
        cancel = options.timers.after(AGAIN_AFTER, () => void settle());
        break;
      }
    }
    busy = false;
    if (!over && sent === wanted) tell(false);
  }

  return {
    want(track) {
      wanted = track;
      void settle();
    },
    stop() {
      over = true;
      cancel();
    },
  };
}
