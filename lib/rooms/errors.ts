/**
 * The codes of https://www.twilio.com/docs/api/errors that these rooms use,
 * with the messages that the SDK has for them.
 */
export const messages = {
  20101: "Invalid Access Token",
  20102: "Invalid Access Token header",
  20103: "Invalid Access Token issuer/subject",
  20104: "Access Token expired or expiration date invalid",
  20105: "Access Token not yet valid",
  20106: "Invalid Access Token grants",
  20107: "Invalid Access Token signature",
  53000: "Signaling connection error",
  53004: "Client sent an invalid signaling message",
  53006: "Video server is busy",
  53105: "Room contains too many Participants",
  53106: "Room not found",
  53118: "Room completed",
  53204: "Participant not found",
  53205: "Participant disconnected because of duplicate identity",
  53216: "Participant session length exceeded",
} as const;

export type RoomErrorCode = keyof typeof messages;

/** A refusal that ends the client's connection: the SDK shows `code` to the app. */
export class RoomError extends Error {
  override readonly name = "RoomError";
  constructor(readonly code: RoomErrorCode) {
    super(messages[code]);
  }
}

/** The signalling message that carries a refusal. */
export function errorBody(code: RoomErrorCode): Record<string, unknown> {
  return { type: "error", version: 2, code, message: messages[code] };
}
