import type { VideoParticipant } from "@/lib/ports/mod.ts";
import { readFailure } from "./errors.ts";
import type { ParticipantResource, RoomsApi } from "./rooms_api.ts";

/**
 * Who is and who was in a room, as
 * https://www.twilio.com/docs/video/api/participants lists them: by status, and
 * only the connected ones by default. Connected participants are requested
 * first, so that someone who leaves between the two requests is in both lists,
 * and the leave counts.
 */
export async function participants(
  api: RoomsApi,
  roomSid: string,
): Promise<readonly VideoParticipant[]> {
  const found = new Map<string, VideoParticipant>();
  for (const status of ["connected", "disconnected"] as const) {
    for (const one of await listed(api, { roomSid, status })) {
      const joinedAt = timeOf(one.startTime);
      if (joinedAt === null) continue;
      const { sid, identity } = one;
      const leftAt = status === "connected" ? null : timeOf(one.endTime);
      found.set(sid, { sid, identity, joinedAt, leftAt });
    }
  }
  return [...found.values()];
}

async function listed(
  api: RoomsApi,
  { roomSid, status }: {
    readonly roomSid: string;
    readonly status: "connected" | "disconnected";
  },
): Promise<readonly ParticipantResource[]> {
  try {
    return await api.participants(roomSid, status);
  } catch (error) {
    // Twilio forgets rooms.
    if (readFailure("participants", error).status === 404) return [];
    throw error;
  }
}

/** The client makes a date of any value, even of an empty one. */
function timeOf(date: Date | null): number | null {
  const time = date?.getTime() ?? NaN;
  return Number.isNaN(time) ? null : time;
}
