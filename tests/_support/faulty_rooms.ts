import { VideoRoomsError } from "@/lib/adapters/twilio/video_rooms.ts";
import type { VideoRooms } from "@/lib/ports.ts";

/** A video service that does not answer. Tokens need no service: they are minted here. */
export function roomsDown(rooms: VideoRooms): VideoRooms {
  const down = (operation: string) => () =>
    Promise.reject(new VideoRoomsError(operation, null, 503, true));
  return {
    ...rooms,
    ensure: down("ensure"),
    complete: down("complete"),
    fetch: down("fetch"),
    participants: down("participants"),
  };
}

export interface HeldRooms {
  readonly videoRooms: VideoRooms;
  /** Settles when somebody has asked for a room and waits. */
  readonly asked: Promise<void>;
  letGo(): void;
}

/** A video service that takes its time to make a room, until the test lets it. */
export function roomsHeld(
  rooms: VideoRooms,
  hold: "before it is made" | "after it is made",
): HeldRooms {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  return {
    asked: asked.promise,
    letGo: gate.resolve,
    videoRooms: {
      ...rooms,
      async ensure(name) {
        if (hold === "before it is made") {
          asked.resolve();
          await gate.promise;
          return await rooms.ensure(name);
        }
        const room = await rooms.ensure(name);
        asked.resolve();
        await gate.promise;
        return room;
      },
    },
  };
}
