/** A video service that fails as services do, in front of real embedded rooms, and records. */
import { VideoRoomsError } from "@/lib/adapters/twilio/video_rooms.ts";
import type { VideoRooms } from "@/lib/ports.ts";

/**
 * `down`: nothing happens. `silent`: it happens, and nobody is told. `late`: nobody
 * is told, and it happens later, though within the minute. A room is made at once or
 * never: one that is made later still is left to its own `unusedRoomTimeout`.
 */
export type Weather = "up" | "down" | "silent" | "late";

export interface UnreliableService {
  readonly videoRooms: VideoRooms;
  weather: Weather;
  /** What is still on its way arrives. */
  land(): Promise<void>;
  /** Rooms that were told to record, and not told to stop. */
  readonly recording: ReadonlySet<string>;
  /** A room ends by itself. */
  endRoom(sid: string): Promise<void>;
}

export function unreliableService(real: VideoRooms): UnreliableService {
  const recording = new Set<string>();
  const under: (() => Promise<unknown>)[] = [];

  async function through<T>(
    operation: string,
    effect: () => Promise<T>,
  ): Promise<T> {
    const lost = new VideoRoomsError(operation, null, null, true);
    switch (service.weather) {
      case "up":
        return await effect();
      case "down":
        throw new VideoRoomsError(operation, 20500, 503, true);
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
            throw new VideoRoomsError("startRecording", 53112, 400, false);
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
