import type { LocalVideoTrack, Room } from "twilio-video";
import { SECOND } from "@/lib/domain/instant.ts";
import type { Timers } from "./browser.ts";

type Me = Pick<Room["localParticipant"], "publishTrack" | "unpublishTrack">;

/** Our camera's track in one room. */
export interface OwnPicture {
  /** The track that ought to be sent, or null for none. */
  want(track: LocalVideoTrack | null): void;
  stop(): void;
}

const AGAIN_AFTER = 2 * SECOND;

/**
 * Sends our picture exactly while somebody is to see it. It is taken out of the
 * room altogether: a disabled track still sends black frames (36 kbit/s as
 * measured), an unpublished one sends nothing, and camera and preview stay as
 * they are. One step at a time, since publishing takes a round trip.
 *
 * @param published the track that the room was joined with
 */
export function ownPicture(
  me: Me,
  published: LocalVideoTrack | null,
  timers: Pick<Timers, "after">,
): OwnPicture {
  let sent = published;
  let wanted = published;
  let busy = false;
  let over = false;
  let cancel = () => {};

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
        await me.publishTrack(next);
        sent = next;
      } catch {
        // The room could not, just now. A room that is gone stops us itself.
        if (!over) cancel = timers.after(AGAIN_AFTER, () => void settle());
        break;
      }
    }
    busy = false;
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
