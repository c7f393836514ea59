import * as v from "valibot";
import { EmptyBody, IsoInstant, optional, Tab } from "./basic.ts";
import { SessionView } from "./consultation.ts";
import type { Endpoint, Out } from "./endpoint.ts";
import { ATTENDING_REFUSALS } from "./refusal.ts";

export const TokenBody = v.object({
  tab: optional(
    "8 to 64 letters, digits, hyphens or underscores",
    v.nullable(Tab),
  ),
  room: optional("the room's name as text", v.nullable(v.string())),
});

/** Codecs in order of preference, or the SDK's own choice. */
const Codecs = v.union([v.array(v.string()), v.literal("auto")]);
export type CodecPreference = Out<typeof Codecs>;

/** As in RTCConfiguration.iceServers. */
export const IceServer = v.strictObject({
  urls: v.union([v.string(), v.array(v.string())]),
  username: v.exactOptional(v.string()),
  credential: v.exactOptional(v.string()),
});
export type IceServerAnswer = Out<typeof IceServer>;

/** Everything a page needs to connect. */
export const Token = v.strictObject({
  token: v.string(),
  identity: v.string(),
  roomName: v.string(),
  expiresAt: IsoInstant,
  wsServer: v.pipe(
    v.nullable(v.string()),
    v.description(
      "A path on this origin for the embedded rooms; null with Twilio.",
    ),
  ),
  iceServers: v.pipe(
    v.nullable(v.array(IceServer)),
    v.description("For this person, for a limited time; null with Twilio."),
  ),
  preferredVideoCodecs: v.strictObject({ mobile: Codecs, desktop: Codecs }),
  iceTransportPolicy: v.exactOptional(v.picklist(["all", "relay"])),
});
export type TokenAnswer = Out<typeof Token>;

export const CALL = {
  "POST /api/video/consultation/:id/token": {
    summary: "An access token for this room and this person.",
    sessions: ["client", "artist"],
    status: 200,
    body: TokenBody,
    answer: Token,
    refusals: [
      ...ATTENDING_REFUSALS,
      "not_live",
      "room_not_ready",
      "wrong_room",
      "video_unavailable",
    ],
  },
  "POST /api/video/consultation/:id/start-session": {
    summary: "Starts the session and makes its room; may be repeated.",
    sessions: ["artist"],
    status: 200,
    body: EmptyBody,
    answer: SessionView,
    refusals: [...ATTENDING_REFUSALS, "video_unavailable"],
  },
  "POST /api/video/consultation/:id/end-session": {
    summary: "Ends the session and completes its room; may be repeated.",
    sessions: ["client", "artist"],
    status: 200,
    body: EmptyBody,
    answer: SessionView,
    refusals: [...ATTENDING_REFUSALS, "not_live"],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
