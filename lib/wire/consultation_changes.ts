import * as v from "valibot";
import { EmptyBody, optional } from "./basic.ts";
import { SessionView } from "./consultation.ts";
import type { Endpoint } from "./endpoint.ts";
import { CONSULTATION_REFUSALS } from "./refusal.ts";

/** As a number in JSON, and as digits in a form. */
const Version = v.union([
  v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  v.pipe(v.string(), v.regex(/^[1-9]\d{0,15}$/), v.transform(Number)),
]);
const version = optional(
  "the version of the consultation that the page showed, a whole number from 1",
  Version,
);
/** With its offset: without one, a time would be read in the server's zone. */
const MOMENT =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
const Moment = v.pipe(
  v.string(),
  v.regex(MOMENT),
  v.check((text) => Number.isFinite(Date.parse(text))),
  v.transform((text) => Date.parse(text)),
);

export const Reschedule = v.object({
  at: optional(
    "the wanted start in ISO 8601 with an offset, such as 2026-11-24T10:00:00Z",
    Moment,
  ),
  date: optional("a day such as 2026-11-24, in the artist's zone", v.string()),
  time: optional("a time such as 10:30, in the artist's zone", v.string()),
  version,
});

export const Cancel = v.object({
  word: optional("a note to the client, as text", v.string()),
  version,
});

export const Decline = v.object({
  reason: optional("a note to the client, as text", v.string()),
});

export const CONSULTATION_CHANGES = {
  "POST /api/appointments/:id/confirm": {
    summary: "Confirms a request and sends the client the mail with the link.",
    sessions: ["artist", "admin"],
    status: 200,
    body: EmptyBody,
    form: true,
    answer: SessionView,
    refusals: [
      ...CONSULTATION_REFUSALS,
      "already_answered",
      "consultation_cancelled",
      "artist_retired",
      "too_late",
      "slot_taken",
    ],
  },
  "POST /api/appointments/:id/decline": {
    summary: "Declines a request and frees its time.",
    sessions: ["artist", "admin"],
    status: 200,
    body: Decline,
    form: true,
    answer: SessionView,
    refusals: [
      ...CONSULTATION_REFUSALS,
      "already_answered",
      "consultation_cancelled",
    ],
  },
  "POST /api/appointments/:id/withdraw": {
    summary: "Withdraws an unanswered request and tells the artist.",
    sessions: ["client"],
    status: 200,
    body: EmptyBody,
    form: true,
    answer: SessionView,
    refusals: [
      ...CONSULTATION_REFUSALS,
      "already_answered",
      "consultation_cancelled",
      "consultation_ended",
      "too_late",
    ],
  },
  "POST /api/appointments/:id/cancel": {
    summary: "Cancels a consultation and sends both people a mail.",
    sessions: ["client", "artist", "admin"],
    status: 200,
    body: Cancel,
    form: true,
    answer: SessionView,
    refusals: [
      ...CONSULTATION_REFUSALS,
      "consultation_cancelled",
      "consultation_ended",
      "not_confirmed",
      "too_late",
      "too_late_to_change",
      "under_way",
      "already_answered",
    ],
  },
  "POST /api/appointments/:id/reschedule": {
    summary: "Moves a consultation to another time, with a new link.",
    sessions: ["client", "artist", "admin"],
    status: 200,
    body: Reschedule,
    form: true,
    answer: SessionView,
    refusals: [
      ...CONSULTATION_REFUSALS,
      "consultation_cancelled",
      "consultation_ended",
      "not_confirmed",
      "rate_limited",
      "slot_invalid",
      "slot_taken",
      "too_late",
      "too_late_to_change",
      "under_way",
      "already_answered",
    ],
  },
  "POST /api/appointments/:id/erase": {
    summary: "Erases the client's data after the end of the consultation.",
    sessions: ["artist", "admin"],
    status: 200,
    body: EmptyBody,
    form: true,
    answer: SessionView,
    refusals: [
      ...CONSULTATION_REFUSALS,
      "erasure_too_early",
      "erasure_room_open",
      "video_unavailable",
    ],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
