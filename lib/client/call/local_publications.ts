import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type {
  LocalAudioTrack,
  LocalTrack,
  LocalTrackPublishOptions,
  LocalVideoTrack,
  Room,
} from "twilio-video";
import { SECOND } from "@/lib/domain/instant.ts";
import { type Timers, undos } from "./browser.ts";
import type { Kind } from "./devices.ts";
import type { LocalTracks } from "./local_tracks.ts";
import type { ScreenShare } from "./screen_share.ts";

type Me = Pick<Room["localParticipant"], "publishTrack" | "unpublishTrack">;

/** What is, or ought to be, sent of us; null for nothing. */
export interface OwnTracks {
  readonly sound: LocalAudioTrack | null;
  readonly picture: LocalVideoTrack | null;
  readonly screen: LocalVideoTrack | null;
}

export type Sent = keyof OwnTracks;

const PUBLISHED_AS: Record<Sent, LocalTrackPublishOptions> = {
  sound: { priority: "standard" },
  picture: { priority: "standard" },
  // Before everything else where a media server has to choose.
  screen: { priority: "high" },
};
const AGAIN_AFTER = 2 * SECOND;

/** For the connect: those that there are. */
export function listOf({ sound, picture, screen }: OwnTracks): LocalTrack[] {
  return [sound, picture, screen].filter((track) => track !== null);
}

export interface OwnTracksOptions {
  /** Those that the room was joined with. */
  readonly joinedWith: OwnTracks;
  /** Reads signals: whatever changed while the room was being joined is made up for, and so is every change after. */
  readonly wanted: () => OwnTracks;
  readonly timers: Pick<Timers, "after">;
  /** The room refused this one (true), or there is no quarrel about it (any more). A refused one that is still wanted is tried again. */
  readonly onRefused: (what: Sent, refused: boolean) => void;
}

/** Keeps what the room has of us the same as what we want it to have. Returns the undo. */
export function keepOwnTracks(
  me: Me,
  { joinedWith, wanted, timers, onRefused }: OwnTracksOptions,
): () => void {
  const stops = undos();
  for (const what of ["sound", "picture", "screen"] as const) {
    const one = ownTrack(me, {
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

/** What one call sends of us, whichever room it is in. */
export interface Sending {
  readonly wanted: ReadonlySignal<OwnTracks>;
  /** The room has not taken our sound or picture so far; it is asked again and again. */
  readonly unsent: ReadonlySignal<Kind | null>;
  /** For as long as we are in this room; returns the undo. */
  keep(me: Me, joinedWith: OwnTracks): () => void;
}

export function sending({ local, screen, sendsPicture, timers }: {
  readonly local: LocalTracks;
  readonly screen: ScreenShare;
  readonly sendsPicture: ReadonlySignal<boolean>;
  readonly timers: Pick<Timers, "after">;
}): Sending {
  const refused = signal<ReadonlySet<Sent>>(new Set());
  const wanted = computed<OwnTracks>(() => ({
    sound: local.sound.value,
    picture: sendsPicture.value ? local.picture.value : null,
    screen: screen.track.value,
  }));

  function onRefused(what: Sent, yes: boolean): void {
    // Nobody is to believe that it is seen, nor to have it captured for nothing.
    if (yes && what === "screen") return screen.fail();
    const now = new Set(refused.peek());
    if (yes) now.add(what);
    else now.delete(what);
    refused.value = now;
  }

  return {
    wanted,
    unsent: computed(() =>
      refused.value.has("sound")
        ? "audio"
        : refused.value.has("picture")
        ? "video"
        : null
    ),
    keep(me, joinedWith) {
      const stop = keepOwnTracks(me, {
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
interface OwnTrack {
  /** The track that ought to be sent, or null for none. */
  want(track: LocalTrack | null): void;
  stop(): void;
}

/**
 * What is not wanted is taken out of the room altogether: a disabled track still
 * sends black frames (36 kbit/s as measured), an unpublished one sends nothing,
 * and camera and preview stay as they are. One step at a time, since publishing
 * takes a round trip.
 */
function ownTrack(me: Me, options: {
  readonly published: LocalTrack | null;
  readonly as: LocalTrackPublishOptions;
  readonly timers: Pick<Timers, "after">;
  readonly onRefused: (refused: boolean) => void;
}): OwnTrack {
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
        // The room could not, just now. A room that is gone stops us itself.
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
