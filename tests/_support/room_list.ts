import { keys } from "@/lib/adapters/kv/keys.ts";
import type { EmbeddedRooms, RoomsCredentials } from "@/lib/rooms/mod.ts";

export interface ListedRoom {
  readonly sid: string;
  readonly status: "in-progress" | "completed";
}

/** Every room that ever had this name, as the video service's own REST API lists them. */
export async function listRooms(
  rooms: EmbeddedRooms,
  kv: Deno.Kv,
  name: string,
): Promise<ListedRoom[]> {
  const credentials =
    (await kv.get<RoomsCredentials>(keys.embeddedRooms("credentials"))).value!;
  const found: ListedRoom[] = [];
  for (const Status of ["in-progress", "completed"]) {
    const { statusCode, body } = await rooms.rest({
      method: "GET",
      uri: "https://video.twilio.com/v1/Rooms",
      username: credentials.apiKeySid,
      password: credentials.apiKeySecret,
      params: { UniqueName: name, Status },
    });
    if (statusCode !== 200) throw new Error(body);
    found.push(
      ...listed(typeof body === "string" ? JSON.parse(body) : body),
    );
  }
  return found;
}

function listed({ rooms }: { rooms: ListedRoom[] }): ListedRoom[] {
  return rooms.map(({ sid, status }) => ({ sid, status }));
}
