import type { VideoParticipant } from "@/lib/ports.ts";
import { readFailure } from "./errors.ts";
import type { ParticipantResource, RoomsApi } from "./rooms_api.ts";

/**
 * Who is and who was in a room, as
 * https://www.twilio.com/docs/video/api/participants tells it: by status, and the
 * connected alone unless asked. Those who are there are asked for first, so that
 * whoever leaves between the two questions is in both, and the leave is believed.
 */
export async function participants(
  api: RoomsApi,
  roomSid: string,
): Promise<readonly VideoParticipant[]> {
  const found = new Map<string, VideoParticipant>();
  for (const status of ["connected", "disconnected"] as const) {
    for (const one of await listed(api, roomSid, status)) {
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
  roomSid: string,
  status: "connected" | "disconnected",
): Promise<ParticipantResource[]> {
  try {
    return await api.participants(roomSid, status);
  } catch (error) {
    // Twilio forgets rooms.
    if (readFailure("participants", error).status === 404) return [];
    throw error;
  }
}

/** The client makes a date of whatever it is given, of nothing as well. */
function timeOf(date: Date | null): number | null {
  const time = date?.getTime() ?? NaN;
  return Number.isNaN(time) ? null : time;
}
