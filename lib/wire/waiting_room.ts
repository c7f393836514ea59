import * as v from "valibot";
import { LATE_MINUTES } from "@/lib/domain/call/artist_status.ts";
import { DEVICE_REPORTS } from "@/lib/domain/call/device_report.ts";
import { LIGHT_REPORTS } from "@/lib/domain/call/light_finding.ts";
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
  interrupted: v.boolean(),
  camera: v.picklist(DEVICE_REPORTS),
  microphone: v.picklist(DEVICE_REPORTS),
  light: v.picklist(LIGHT_REPORTS),
};

/** What the artist says about themselves, or what the store knows. */
const ArtistStatusNow = v.variant("is", [
  v.strictObject({ is: v.literal("getting_ready") }),
  v.strictObject({
    is: v.literal("late"),
    minutes: v.pipe(
      v.picklist(LATE_MINUTES),
      v.description("Counted from the start, or as `due` says."),
    ),
    due: v.exactOptional(
      v.pipe(
        IsoInstant,
        v.description(
          "When the artist should be there, if they said it after the start.",
        ),
      ),
    ),
  }),
  v.strictObject({
    is: v.literal("busy"),
    until: v.pipe(
      IsoInstant,
      v.description("When the artist's other consultation should end."),
    ),
  }),
]);

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
  exchange: v.pipe(
    v.strictObject({ messages: Count, stills: Count, lookSheet: Count }),
    v.description(
      "How often each has changed: a page that sees another number asks for the contents.",
    ),
  ),
  artistStatus: v.exactOptional(ArtistStatusNow),
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
    "an object with some of the media preferences that snapshots have",
    v.object({
      wantsVideo: v.exactOptional(mediaPreferences.wantsVideo),
      videoSuppressed: v.exactOptional(mediaPreferences.videoSuppressed),
      connectionPoor: v.exactOptional(mediaPreferences.connectionPoor),
      canCall: v.exactOptional(mediaPreferences.canCall),
      interrupted: v.exactOptional(mediaPreferences.interrupted),
      camera: v.exactOptional(mediaPreferences.camera),
      microphone: v.exactOptional(mediaPreferences.microphone),
      light: v.exactOptional(mediaPreferences.light),
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
