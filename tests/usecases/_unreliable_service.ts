/** A video service with realistic failures, in front of real embedded rooms, with recording. */
import { VideoRoomsError } from "@/lib/adapters/twilio/video_rooms.ts";
import type { VideoRooms } from "@/lib/ports/mod.ts";

/**
 * `down`: nothing happens. `silent`: it happens, but there is no answer.
 * `late`: there is no answer, and it happens later, within a minute. A room is
 * created at once or never: one created even later is left to its own
 * `unusedRoomTimeout`.
 */
export type Weather = "up" | "down" | "silent" | "late";

export interface UnreliableService {
  readonly videoRooms: VideoRooms;
  weather: Weather;
  /** Delivers what is still in flight. */
  land(): Promise<void>;
  /** Rooms that were told to record and not to stop. */
  readonly recording: ReadonlySet<string>;
  /** Ends a room by itself. */
  endRoom(sid: string): Promise<void>;
}

export function unreliableService(real: VideoRooms): UnreliableService {
  const recording = new Set<string>();
  const under: (() => Promise<unknown>)[] = [];

  async function through<T>(
    operation: string,
    effect: () => Promise<T>,
  ): Promise<T> {
    const lost = new VideoRoomsError(operation, { retryable: true });
    switch (service.weather) {
      case "up":
        return await effect();
      case "down":
        throw new VideoRoomsError(operation, {
          code: 20500,
          status: 503,
          retryable: true,
        });
      case "silent":
        await effect();
        throw lost;
      case "late":
        if (operation === "ensure") await effect();
        else under.push(effect);
        throw lost;
    }
  }

  const isOpen = async (sid: string) =>
    (await real.fetch(sid))?.status === "in-progress";
  const complete = async (sidOrName: string) => {
    const completed = await real.complete(sidOrName);
    if (completed.sid !== null) recording.delete(completed.sid);
    return completed;
  };
  const service: UnreliableService = {
    weather: "up",
    recording,
    endRoom: async (sid) => void await complete(sid),
    async land() {
      for (const effect of under.splice(0)) await effect().catch(() => {});
    },
    videoRooms: {
      ...real,
      capabilities: {
        recording: true,
        whyNoRecording: null,
        networkQuality: true,
      },
      ensure: (name) => through("ensure", () => real.ensure(name)),
      complete: (sid) => through("complete", () => complete(sid)),
      participants: (sid) =>
        through("participants", () => real.participants(sid)),
      startRecording: (sid) =>
        through("startRecording", async () => {
          if (!await isOpen(sid)) {
            throw new VideoRoomsError("startRecording", {
              code: 53112,
              status: 400,
              retryable: false,
            });
          }
          recording.add(sid);
        }),
      stopRecording: (sid) =>
        through("stopRecording", async () => {
          await Promise.resolve();
          recording.delete(sid);
        }),
      deleteRecordings: () => through("deleteRecordings", async () => {}),
    },
  };
  return service;
}
