import type { RoomSettings } from "../room.ts";

/** An error in the format of Twilio's REST API. */
export class RestError extends Error {
  readonly code: number;

  constructor(
    readonly status: number,
    { code, message }: { readonly code: number; readonly message: string },
  ) {
    super(message);
    this.code = code;
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

interface WholeOptions {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  /** Twilio's code for a number out of range. */
  readonly code: number;
}

/** Minutes without participants. */
const TIMEOUT: WholeOptions = { usual: 5, least: 1, most: 60, code: 53109 };

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
    maxParticipants: whole(data, "MaxParticipants", {
      usual: mostParticipants,
      least: 1,
      most: mostParticipants,
      code: 53107,
    }),
    emptyRoomTimeout: whole(data, "EmptyRoomTimeout", TIMEOUT),
    unusedRoomTimeout: whole(data, "UnusedRoomTimeout", TIMEOUT),
    maxParticipantDuration: whole(data, "MaxParticipantDuration", {
      usual: 14_400,
      least: 600,
      most: 86_400,
      code: 53123,
    }),
    statusCallback: statusCallback(data),
  };
}

function uniqueName(name: string): string {
  if (name.length > 128) {
    throw new RestError(400, { code: 53101, message: "Room name is too long" });
  }
  // A name that looks like a sid could be mistaken for another room.
  if (/^RM[0-9a-f]{32}$/.test(name) || name.includes("/")) {
    throw new RestError(400, { code: 53100, message: "Room name is invalid" });
  }
  return name;
}

function type(value: string): string {
  if (value === "group" || value === "peer-to-peer" || value === "go") {
    return value;
  }
  throw new RestError(400, { code: 53108, message: "RoomType is not valid" });
}

function whole(
  data: Map<string, string>,
  name: string,
  { usual, least, most, code }: WholeOptions,
): number {
  const value = data.get(name);
  if (value === undefined) return usual;
  if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most) {
    return Number(value);
  }
  throw new RestError(400, { code, message: `${name} is out of range` });
}

function statusCallback(data: Map<string, string>): string | null {
  const value = data.get("StatusCallback");
  if (value === undefined || value === "") return null;
  if ((data.get("StatusCallbackMethod") ?? "POST") !== "POST") {
    throw new RestError(400, {
      code: 53110,
      message: "StatusCallbackMethod is invalid",
    });
  }
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new RestError(400, {
      code: 53111,
      message: "StatusCallback is invalid",
    });
  }
  return value;
}
