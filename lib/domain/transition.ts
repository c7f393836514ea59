import {
  type Consultation,
  type EndedBy,
  type InState,
  type Join,
  type Live,
  recordingOf,
  type Reminder,
  type State,
} from "./consultation.ts";
import { type NewTime, rearranged, tooLateToChange } from "./arrangement.ts";
import { outsideWindow } from "./attendance.ts";
import { tombstone } from "./erasure.ts";
import type { Instant } from "./instant.ts";
import { allLeft, withStays } from "./joins.ts";
import { linkStanding } from "./links.ts";
import { type JoinPolicy, joinWindow, windowPhase } from "./join_window.ts";
import type { Party } from "./presence.ts";
import {
  NO_RECORDING,
  recordingAtEnd,
  type RecordingEvent,
  recordingWithoutRoom,
} from "./recording.ts";
import { withRecording, withRemains } from "./recorded.ts";
import { type Refusal, type RefusalCode, refuse } from "./refusal.ts";

/** What can happen to a consultation. */
export type Event =
  | {
    readonly type: "confirm";
    readonly twilioRoomName: string;
    readonly linkHash: string;
  }
  | { readonly type: "decline"; readonly reason: string }
  | { readonly type: "expire" }
  /** `noticeMs`: how long before the start whoever does it may still do it; 0 for the studio. */
  | {
    readonly type: "cancel";
    readonly by: Party | "admin";
    readonly noticeMs: number;
  }
  | { readonly type: "reschedule"; readonly noticeMs: number } & NewTime
  /** A mail that reminds is about to be written, with a link of its own. */
  | {
    readonly type: "remind";
    readonly reminder: Reminder;
    readonly linkHash: string;
  }
  /** A mail that could not be sent is written anew, with a link of its own. */
  | { readonly type: "link_added"; readonly linkHash: string }
  | { readonly type: "start" }
  /** A room is about to be asked for, where the one before is over. */
  | { readonly type: "room_wanted" }
  | { readonly type: "room_ready"; readonly sid: string }
  /** Without a sid: no room of this name is open any more. */
  | { readonly type: "room_completed"; readonly sid: string | null }
  /** Who was seen in the call, or seen to leave it. */
  | { readonly type: "attended"; readonly stays: readonly Join[] }
  | { readonly type: "end"; readonly by: EndedBy }
  | { readonly type: "no_show" }
  | { readonly type: "erase"; readonly by: "artist" | "admin" }
  | RecordingEvent;

type EventType = Event["type"];
type EventOf<E extends EventType> = Extract<Event, { type: E }>;

export interface Circumstances {
  readonly now: Instant;
  readonly joinPolicy: JoinPolicy;
}

/** `changed: false` means that the event had already taken effect: a repeat is not an error. */
export type Move =
  | {
    readonly ok: true;
    readonly next: Consultation;
    readonly changed: boolean;
  }
  | Refusal;

type Rule<S extends State, E extends EventType> = (
  from: InState<S>,
  event: EventOf<E>,
  at: Circumstances,
) => Move;

type RulesOf<S extends State> = { readonly [E in EventType]: Rule<S, E> };

const to = (next: Consultation): Move => ({ ok: true, next, changed: true });
const already = (same: Consultation): Move => ({
  ok: true,
  next: same,
  changed: false,
});
const no = (code: RefusalCode) => () => refuse(code);

/** Every event refused with one code; a state spreads it and says only what it allows. */
function refusing(code: RefusalCode) {
  const rule = no(code);
  return {
    confirm: rule,
    decline: rule,
    expire: rule,
    cancel: rule,
    reschedule: rule,
    remind: rule,
    link_added: rule,
    start: rule,
    room_wanted: rule,
    room_ready: rule,
    room_completed: rule,
    attended: rule,
    end: rule,
    no_show: rule,
    erase: rule,
    ...eachRecordingEvent(rule),
  } satisfies { [E in EventType]: () => Refusal };
}

/** Recording has its own table, in `recording.ts`; here it is the same rule for all of it. */
function eachRecordingEvent<R>(rule: R) {
  return {
    recording_asked: rule,
    consent_given: rule,
    consent_withdrawn: rule,
    recording_start: rule,
    recording_started: rule,
    recording_start_failed: rule,
    recording_stop: rule,
    recording_stopped: rule,
    recording_finished: rule,
    recording_delete: rule,
    recording_deleted: rule,
  } satisfies { [E in RecordingEvent["type"]]: R };
}

const RULES: { readonly [S in State]: RulesOf<S> } = {
  requested: {
    ...refusing("not_confirmed"),
    confirm: (from, { twilioRoomName, linkHash }, { now }) =>
      now >= from.endsAt ? refuse("too_late", { now }) : to({
        ...from,
        state: "confirmed",
        confirmedAt: now,
        arrangedAt: now,
        reminded: [],
        twilioRoomName,
        linkHash,
        moreLinks: [],
        oldLinks: [],
      }),
    decline: (from, { reason }, { now }) =>
      to({ ...from, state: "declined", declinedAt: now, reason }),
    expire: (from, _event, { now }) =>
      now < from.startsAt
        ? refuse("too_early", { now })
        : to({ ...from, state: "expired", expiredAt: now }),
    cancel: cancelled,
    erase: no("erasure_too_early"),
  },
  confirmed: {
    ...refusing("not_live"),
    confirm: already,
    decline: no("already_answered"),
    cancel: cancelled,
    reschedule: (from, event, { now }) =>
      tooLateToChange(from, event.noticeMs, now) ??
        (event.endsAt <= now
          ? refuse("slot_invalid")
          : to(rearranged(from, event, now))),
    remind: reminded,
    link_added: linkAdded,
    start: (from, _event, at) =>
      outsideWindow(from, at) ?? to({
        ...from,
        state: "live",
        sessionStartedAt: at.now,
        twilioRoomSid: null,
        twilioRoomStatus: "pending",
        recordingSid: null,
        recording: NO_RECORDING,
        joins: [],
      }),
    no_show: (from, _event, at) =>
      windowPhase(joinWindow(from, at.joinPolicy), at.now) === "closed"
        ? to({ ...from, state: "no_show", noShowAt: at.now })
        : refuse("too_early", { now: at.now }),
    erase: no("erasure_too_early"),
  },
  live: {
    ...refusing("conflict"),
    confirm: already,
    decline: no("already_answered"),
    cancel: no("under_way"),
    reschedule: no("under_way"),
    start: already,
    remind: reminded,
    link_added: linkAdded,
    room_wanted: (from) =>
      from.twilioRoomStatus === "completed"
        ? to({ ...from, twilioRoomStatus: "pending" })
        : already(from),
    // The room that we know already is in progress, or is over and stays so.
    room_ready: (from, { sid }) =>
      from.twilioRoomSid === sid ? already(from) : to({
        ...from,
        twilioRoomSid: sid,
        twilioRoomStatus: "in-progress",
        recording: recordingWithoutRoom(recordingOf(from)),
      }),
    room_completed: roomCompleted,
    attended: (from, { stays }) => {
      const joins = withStays(from.joins, stays);
      return joins === from.joins ? already(from) : to({ ...from, joins });
    },
    end: (from, { by }, { now }) =>
      to({
        ...from,
        state: "ended",
        sessionEndedAt: now,
        endedBy: by,
        joins: allLeft(from.joins, now),
        recording: from.twilioRoomStatus === "completed"
          ? recordingWithoutRoom(recordingAtEnd(recordingOf(from)))
          : recordingAtEnd(recordingOf(from)),
      }),
    erase: no("erasure_too_early"),
    ...eachRecordingEvent(recorded),
  },
  ended: {
    ...refusing("consultation_ended"),
    end: already,
    room_completed: roomCompleted,
    // What comes late still says who was there, and nothing else.
    attended: (from, { stays }) => {
      const joins = withStays(from.joins, stays);
      return joins === from.joins
        ? already(from)
        : to({ ...from, joins: allLeft(joins, from.sessionEndedAt) });
    },
    // What may still be recorded cannot be deleted yet.
    erase: (from, event, at) =>
      from.twilioRoomStatus === "completed"
        ? erased(from, event, at)
        : refuse("erasure_room_open", { retryAfterSeconds: 60 }),
    ...eachRecordingEvent(recorded),
  },
  declined: {
    ...refusing("consultation_cancelled"),
    decline: already,
    erase: erased,
  },
  expired: {
    ...refusing("consultation_cancelled"),
    expire: already,
    erase: erased,
  },
  cancelled: {
    ...refusing("consultation_cancelled"),
    cancel: already,
    erase: erased,
  },
  no_show: { ...refusing("too_late"), no_show: already, erase: erased },
  erased: {
    ...refusing("consultation_erased"),
    erase: already,
    recording_started: remains,
    recording_finished: remains,
    recording_deleted: remains,
  },
};

/** Decides, purely, what an event does to a consultation. Nothing is written here. */
export function transition(
  from: Consultation,
  event: Event,
  at: Circumstances,
): Move {
  // The table is typed cell by cell; TypeScript cannot see that the two keys agree.
  const rule = RULES[from.state][event.type] as (
    from: Consultation,
    event: Event,
    at: Circumstances,
  ) => Move;
  return rule(from, event, at);
}

function cancelled(
  from: InState<"requested" | "confirmed">,
  { by, noticeMs }: EventOf<"cancel">,
  { now }: Circumstances,
): Move {
  return tooLateToChange(from, noticeMs, now) ?? to({
    ...booking(from),
    version: from.version + 1,
    state: "cancelled",
    cancelledAt: now,
    cancelledBy: by,
    links: from.state === "confirmed"
      ? {
        linkHash: from.linkHash,
        moreLinks: from.moreLinks,
        oldLinks: from.oldLinks,
      }
      : null,
  });
}

/** The booking's own fields: a cancelled consultation has no room any more. */
function booking(from: Consultation) {
  return {
    id: from.id,
    version: from.version,
    artistId: from.artistId,
    serviceId: from.serviceId,
    serviceName: from.serviceName,
    client: from.client,
    startsAt: from.startsAt,
    endsAt: from.endsAt,
    heldUntil: from.heldUntil,
    intake: from.intake,
    photos: from.photos,
    requestedAt: from.requestedAt,
  };
}

function linkAdded(
  from: InState<"confirmed" | "live">,
  { linkHash }: EventOf<"link_added">,
): Move {
  return linkStanding(from, linkHash) === "current"
    ? already(from)
    : to({ ...from, moreLinks: [...from.moreLinks, linkHash] });
}

/** Once for each version: a second one is not sent. */
function reminded(
  from: InState<"confirmed" | "live">,
  { reminder, linkHash }: EventOf<"remind">,
): Move {
  if (from.reminded.includes(reminder)) return already(from);
  return to({
    ...from,
    reminded: [...from.reminded, reminder],
    moreLinks: [...from.moreLinks, linkHash],
  });
}

/**
 * A callback about an older room of this consultation says nothing about the
 * present one; and while one is being made, every room that is told of is older.
 */
function roomCompleted(
  from: InState<"live" | "ended">,
  { sid }: EventOf<"room_completed">,
): Move {
  const other = sid !== null &&
    (from.twilioRoomStatus === "pending" || sid !== from.twilioRoomSid);
  if (other || from.twilioRoomStatus === "completed") return already(from);
  return to({
    ...from,
    twilioRoomStatus: "completed",
    recording: recordingWithoutRoom(recordingOf(from)),
  });
}

function recorded(
  from: Live | InState<"ended">,
  event: RecordingEvent,
  at: Circumstances,
): Move {
  const next = withRecording(from, event, at.now);
  if ("ok" in next) return next;
  return next === from ? already(from) : to(next);
}

function erased(
  from: Consultation,
  { by }: EventOf<"erase">,
  { now }: Circumstances,
): Move {
  return to(tombstone(from, recordingOf(from), { by, at: now }));
}

function remains(
  from: InState<"erased">,
  event: Parameters<typeof withRemains>[1],
  { now }: Circumstances,
): Move {
  const next = withRemains(from, event, now);
  return next === from ? already(from) : to(next);
}
