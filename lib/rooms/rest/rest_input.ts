import type { RoomSettings } from "./room.ts";

/** An error as Twilio's REST API words it. */
export class RestError extends Error {
  constructor(readonly status: number, readonly code: number, message: string) {
    super(message);
  }

  body(): Record<string, unknown> {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}

/**
 * Reads the parameters of "create a room" with Twilio's defaults and ranges.
 *
 * @throws RestError with Twilio's code for the first parameter that is wrong
 */
export function readSettings(
  data: Map<string, string>,
  mostParticipants: number,
): RoomSettings {
  return {
    uniqueName: uniqueName(data.get("UniqueName") ?? ""),
    type: type(data.get("Type") ?? "group"),
    maxParticipants: whole(data, "MaxParticipants", mostParticipants, [
      1,
      mostParticipants,
    ], 53107),
    emptyRoomTimeout: whole(data, "EmptyRoomTimeout", 5, [1, 60], 53109),
    unusedRoomTimeout: whole(data, "UnusedRoomTimeout", 5, [1, 60], 53109),
    maxParticipantDuration: whole(data, "MaxParticipantDuration", 14_400, [
      600,
      86_400,
    ], 53123),
    statusCallback: statusCallback(data),
  };
}

function uniqueName(name: string): string {
  if (name.length > 128) {
    throw new RestError(400, 53101, "Room name is too long");
  }
  // A name that looks like a sid could stand for another room.
  if (/^RM[0-9a-f]{32}$/.test(name) || name.includes("/")) {
    throw new RestError(400, 53100, "Room name is invalid");
  }
  return name;
}

function type(value: string): string {
  if (value === "group" || value === "peer-to-peer" || value === "go") {
    return value;
  }
  throw new RestError(400, 53108, "RoomType is not valid");
}

function whole(
  data: Map<string, string>,
  name: string,
  usual: number,
  [least, most]: [number, number],
  code: number,
): number {
  const value = data.get(name);
  if (value === undefined) return usual;
  if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most) {
    return Number(value);
  }
  throw new RestError(400, code, `${name} is out of range`);
}

function statusCallback(data: Map<string, string>): string | null {
  const value = data.get("StatusCallback");
  if (value === undefined || value === "") return null;
  if ((data.get("StatusCallbackMethod") ?? "POST") !== "POST") {
    throw new RestError(400, 53110, "StatusCallbackMethod is invalid");
  }
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new RestError(400, 53111, "StatusCallback is invalid");
  }
  return value;
}
