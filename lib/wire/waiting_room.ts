import * as v from "valibot";
import type { Beat } from "@/lib/domain/call/presence.ts";
import {
  Count,
  field,
  Id,
  InstantOrNull,
  IsoInstant,
  optional,
  Tab,
} from "./basic.ts";
import type { Endpoint, Out } from "./endpoint.ts";
import {
  CancelledBy,
  PlaceInRoom,
  RecordingStatusName,
  RoomStatus,
  StateName,
  WaitingStatus,
  WindowPhaseName,
} from "./enums.ts";
import {
  ATTENDING_REFUSALS,
  CONSULTATION_REFUSALS,
  liveEvents,
} from "./refusal.ts";

/** The page's media preferences, for the other side to act on. */
const mediaPreferences = {
  wantsVideo: v.boolean(),
  videoSuppressed: v.boolean(),
  connectionPoor: v.boolean(),
  canCall: v.boolean(),
};

/** The waiting room at one moment, complete: any one repairs a page that missed others. */
export const WaitingRoomSnapshot = v.strictObject({
  id: Id,
  version: Count,
  state: StateName,
  waitingRoomStatus: WaitingStatus,
  client: PlaceInRoom,
  artist: PlaceInRoom,
  mediaPreferences: v.strictObject({
    client: v.strictObject(mediaPreferences),
    artist: v.strictObject(mediaPreferences),
  }),
  holder: v.pipe(
    v.nullable(v.string()),
    v.description("The page load that holds the viewer's place."),
  ),
  window: WindowPhaseName,
  opensAt: IsoInstant,
  closesAt: IsoInstant,
  startsAt: IsoInstant,
  endsAt: IsoInstant,
  sessionStartedAt: InstantOrNull,
  sessionEndedAt: InstantOrNull,
  cancelledBy: v.nullable(CancelledBy),
  came: v.exactOptional(
    v.pipe(
      v.strictObject({ client: v.boolean(), artist: v.boolean() }),
      v.description("Of a missed consultation: who was there."),
    ),
  ),
  twilioRoomStatus: v.pipe(
    v.nullable(RoomStatus),
    v.description("A token is available while it is `in-progress`."),
  ),
  recording: RecordingStatusName,
  recorded: v.pipe(
    v.boolean(),
    v.description("Whether there is a recording that has not been deleted."),
  ),
  recordingConsents: v.strictObject({
    client: v.boolean(),
    artist: v.boolean(),
  }),
  now: v.pipe(IsoInstant, v.description("The server's clock.")),
});
export type WaitingSnapshot = Out<typeof WaitingRoomSnapshot>;

export const HeartbeatBody = v.object({
  tab: field("8 to 64 letters, digits, hyphens or underscores", Tab),
  event: field(
    "one of arrive, beat and left",
    v.picklist(["arrive", "beat", "left"] satisfies Beat[]),
  ),
  mediaPreferences: optional(
    "an object with wantsVideo, videoSuppressed, connectionPoor and canCall, each true or false",
    v.object({
      wantsVideo: v.exactOptional(v.boolean()),
      videoSuppressed: v.exactOptional(v.boolean()),
      connectionPoor: v.exactOptional(v.boolean()),
      canCall: v.exactOptional(v.boolean()),
    }),
  ),
});

export const WAITING_ROOM = {
  "GET /api/video/consultation/:id/waiting-status": {
    summary: "The waiting room now, or each change of it as an event.",
    sessions: ["client", "artist", "admin"],
    status: 200,
    answer: WaitingRoomSnapshot,
    events: liveEvents(WaitingRoomSnapshot),
    refusals: CONSULTATION_REFUSALS,
  },
  "POST /api/video/consultation/:id/waiting-status": {
    summary: "A heartbeat of the viewer's own page.",
    sessions: ["client", "artist"],
    status: 200,
    body: HeartbeatBody,
    answer: WaitingRoomSnapshot,
    refusals: ATTENDING_REFUSALS,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
