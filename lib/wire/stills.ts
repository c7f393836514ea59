import * as v from "valibot";
import { PHOTO_TYPES } from "@/lib/domain/booking/photo.ts";
import {
  STILL_REQUEST_STATES,
  STILL_SOURCES,
  STILL_SUBJECTS,
} from "@/lib/domain/stills/still.ts";
import { Count, field, Id, IsoInstant, optional } from "./basic.ts";
import type { Endpoint, In, Out } from "./endpoint.ts";
import { ARRIVAL_REFUSALS, CONSULTATION_REFUSALS } from "./refusal.ts";

const Subject = v.picklist(STILL_SUBJECTS);

/** The requests and the pictures of one consultation. */
export const StillsNow = v.strictObject({
  count: v.pipe(
    Count,
    v.description("Which change of the stills this is: `exchange.stills`."),
  ),
  request: v.pipe(
    v.nullable(v.strictObject({
      id: Count,
      what: Subject,
      text: v.string(),
      askedAt: IsoInstant,
      state: v.picklist(STILL_REQUEST_STATES),
    })),
    v.description(
      "The artist's newest request: open while `asked`; while `refused`, the client may still send its picture.",
    ),
  ),
  stills: v.pipe(
    v.array(v.strictObject({
      id: Id,
      photo: v.pipe(
        Id,
        v.description("Its file is at `/api/consultations/:id/photos/:photo`."),
      ),
      what: v.nullable(Subject),
      from: v.picklist(STILL_SOURCES),
      takenAt: IsoInstant,
      width: Count,
      height: Count,
      approved: v.boolean(),
      removable: v.pipe(
        v.boolean(),
        v.description(
          "Whether the client may delete it: nobody asked for it, and it is not on the look sheet.",
        ),
      ),
    })),
    v.description("In the order in which they arrived."),
  ),
  room: v.pipe(Count, v.description("How many more can be sent.")),
  roomToAdd: v.pipe(
    Count,
    v.description("How many of them without a request."),
  ),
});
export type StillsAnswer = Out<typeof StillsNow>;

/** A boolean in JSON, and a word in a form. */
const Yes = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(["true", "false"]),
    v.transform((word) => word === "true"),
  ),
]);

const mustBe = "one of ask, withdraw, refuse, remove and approve";
const request = field("the number of the artist's request", Count);

export const StillsChange = v.variant("action", [
  v.object({
    action: field(mustBe, v.literal("ask")),
    what: field(`one of ${STILL_SUBJECTS.join(", ")}`, Subject),
    text: optional("one line of text", v.string()),
  }),
  v.object({
    action: field(mustBe, v.picklist(["withdraw", "refuse"])),
    request,
  }),
  v.object({
    action: field(mustBe, v.literal("remove")),
    still: field("the id of a picture", Id),
  }),
  v.object({
    action: field(mustBe, v.literal("approve")),
    still: field("the id of a picture", Id),
    approved: field("true or false", Yes),
  }),
]);
export type StillsBody = In<typeof StillsChange>;

/** Refusals outside the times in which something may happen to stills. */
const TIME_REFUSALS = [
  "not_confirmed",
  "too_early",
  "too_late",
  "consultation_ended",
  "consultation_cancelled",
] as const;

export const STILLS = {
  "GET /api/consultations/:id/stills": {
    summary:
      "What the artist asks to see closely, and the pictures that the client has sent.",
    sessions: ["client", "artist"],
    status: 200,
    answer: StillsNow,
    refusals: CONSULTATION_REFUSALS,
  },
  "POST /api/consultations/:id/stills": {
    summary:
      "The artist asks for a picture, takes the request back, or chooses a picture for the look sheet; the client refuses, or deletes a picture that nobody asked for.",
    sessions: ["client", "artist"],
    status: 200,
    body: StillsChange,
    form: true,
    answer: StillsNow,
    refusals: [
      ...CONSULTATION_REFUSALS,
      ...TIME_REFUSALS,
      "rate_limited",
      "still_asked",
      "still_closed",
      "stills_full",
      "still_kept",
    ],
  },
  "POST /api/consultations/:id/stills/:still": {
    summary:
      "Sends a picture. Its id, 26 characters of lower-case base 32, is the sender's: a repeat stores nothing.",
    sessions: ["client"],
    status: 200,
    query: {
      request: "The number of the artist's request; none for another picture.",
      from: `How it was made: ${STILL_SOURCES.join(", ")}.`,
    },
    upload: PHOTO_TYPES,
    answer: StillsNow,
    refusals: [
      ...CONSULTATION_REFUSALS,
      ...TIME_REFUSALS,
      ...ARRIVAL_REFUSALS,
      "rate_limited",
      "invalid_input",
      "photo_type",
      "photo_unreadable",
      "photo_too_large",
      "photo_expired",
      "still_closed",
      "stills_full",
      "stills_added_full",
    ],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
