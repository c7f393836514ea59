import { VideoRoomsError } from "@/lib/adapters/twilio/video_rooms.ts";
import type { VideoRooms } from "@/lib/ports/mod.ts";

/** A video service that does not answer. Tokens are signed here and need no service. */
export function roomsDown(rooms: VideoRooms): VideoRooms {
  const down = (operation: string) => () =>
    Promise.reject(
      new VideoRoomsError(operation, { status: 503, retryable: true }),
    );
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
  /** Resolves when a room has been requested. */
  readonly asked: Promise<void>;
  letGo(): void;
}

/** A video service that creates a room only when the test lets it. */
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
