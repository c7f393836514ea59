import * as v from "valibot";
import {
  Count,
  field,
  Id,
  InstantOrNull,
  IsoInstant,
  Secret,
} from "./basic.ts";
import type { Endpoint, Out } from "./endpoint.ts";
import { PartyName, RoomStatus, StateName, WaitingStatus } from "./enums.ts";

const session = {
  id: Id,
  version: v.pipe(
    Count,
    v.description("Increases with each change of the time."),
  ),
  state: StateName,
  startsAt: IsoInstant,
  endsAt: IsoInstant,
  twilioRoomName: v.nullable(v.string()),
  twilioRoomSid: v.nullable(v.string()),
  twilioRoomStatus: v.nullable(RoomStatus),
  sessionStartedAt: InstantOrNull,
  sessionEndedAt: InstantOrNull,
  recordingSid: v.nullable(v.string()),
};

/** The session's part of a record; nothing about the client. */
export const SessionView = v.strictObject(session);
export type SessionAnswer = Out<typeof SessionView>;

/** A whole record, for admins. */
export const ConsultationRecord = v.strictObject({
  ...session,
  artistId: v.string(),
  serviceName: v.string(),
  client: v.strictObject({
    name: v.string(),
    email: v.string(),
    zone: v.string(),
    note: v.string(),
    phone: v.nullable(v.string()),
  }),
  requestedAt: IsoInstant,
  confirmedAt: InstantOrNull,
  waitingRoomStatus: WaitingStatus,
  joins: v.array(v.strictObject({
    party: PartyName,
    joinedAt: IsoInstant,
    leftAt: InstantOrNull,
  })),
});
export type RecordAnswer = Out<typeof ConsultationRecord>;

export const EntryBody = v.object({
  secret: field("the secret of the client's link, as text", Secret),
});

/** What the entry page says before a person enters, as text for people. */
export const LinkPreview = v.variant("link", [
  v.strictObject({
    link: v.literal("current"),
    artist: v.string(),
    service: v.string(),
    when: v.pipe(
      v.string(),
      v.description("In the time zone in which the client booked, named."),
    ),
    over: v.pipe(
      v.nullable(v.string()),
      v.description("Why it does not take place any more, as a sentence."),
    ),
  }),
  v.strictObject({ link: v.picklist(["replaced", "unknown"]) }),
]);
export type LinkPreviewAnswer = Out<typeof LinkPreview>;

export const CONSULTATION = {
  "POST /api/entry/:id/preview": {
    summary:
      "With whom, about what and when: for the holder of a client's link, without entering.",
    sessions: [],
    status: 200,
    body: EntryBody,
    answer: LinkPreview,
    refusals: [],
  },
  "POST /api/entry/:id": {
    summary: "Exchanges the secret of a client's link for a session cookie.",
    sessions: [],
    status: 204,
    body: EntryBody,
    invalidBodyCode: "link_invalid",
    answer: null,
    refusals: [
      "link_invalid",
      "link_replaced",
      "too_late",
      "consultation_cancelled",
      "consultation_ended",
      "consultation_erased",
    ],
  },
  "GET /admin": {
    summary:
      "All consultations, newest first, with `Accept: application/json` or `?format=json`.",
    sessions: ["admin"],
    status: 200,
    answer: v.strictObject({ consultations: v.array(ConsultationRecord) }),
    refusals: [],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
