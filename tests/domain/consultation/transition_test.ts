import { expect } from "expect";
import type { InState, Join, State } from "@/lib/domain/consultation.ts";
import { HOUR, MINUTE, SECOND } from "@/lib/domain/instant.ts";
import { DEFAULT_JOIN_POLICY, joinWindow } from "@/lib/domain/join_window.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording_consent.ts";
import type { RefusalCode } from "@/lib/domain/refusal.ts";
import { type Event, transition } from "@/lib/domain/transition.ts";
import {
  aConsultation,
  aRequested,
  LINK_HASH,
  oneOfEach,
  ROOM_NAME,
  START,
  walk,
} from "@/tests/_support/a_consultation.ts";

const joinPolicy = DEFAULT_JOIN_POLICY;
const SID = "RM00000000000000000000000000000001";
const OTHER_SID = "RM00000000000000000000000000000002";

/** From the start on, by whole seconds. */
function aStay(
  party: Join["party"],
  participantSid: string,
  leftAt: number | null = null,
): Join {
  return { party, participantSid, joinedAt: START, leftAt };
}

/** One event of each kind; the compiler misses any that is added. */
const EVENTS: { readonly [E in Event["type"]]: Extract<Event, { type: E }> } = {
  confirm: { type: "confirm", twilioRoomName: "another", linkHash: "another" },
  decline: { type: "decline", reason: "I am away." },
  expire: { type: "expire" },
  cancel: { type: "cancel", by: "client", noticeMs: 0 },
  reschedule: {
    type: "reschedule",
    startsAt: START + 60 * MINUTE,
    endsAt: START + 105 * MINUTE,
    heldUntil: START + 105 * MINUTE,
    noticeMs: 0,
    linkHash: "another",
  },
  remind: { type: "remind", reminder: "soon", linkHash: "another" },
  link_added: { type: "link_added", linkHash: "another" },
  start: { type: "start" },
  room_wanted: { type: "room_wanted" },
  room_ready: { type: "room_ready", sid: OTHER_SID },
  room_completed: { type: "room_completed", sid: SID },
  attended: { type: "attended", stays: [aStay("client", "PA1")] },
  end: { type: "end", by: "client" },
  no_show: { type: "no_show" },
  erase: { type: "erase", by: "artist" },
  recording_asked: { type: "recording_asked" },
  consent_given: {
    type: "consent_given",
    party: "client",
    textVersion: RECORDING_CONSENT.version,
  },
  consent_withdrawn: { type: "consent_withdrawn", party: "client" },
  recording_start: { type: "recording_start" },
  recording_started: {
    type: "recording_started",
    roomSid: SID,
    sid: "RT00000000000000000000000000000001",
  },
  recording_start_failed: { type: "recording_start_failed" },
  recording_stop: { type: "recording_stop" },
  recording_stopped: { type: "recording_stopped" },
  recording_finished: {
    type: "recording_finished",
    roomSid: SID,
    sid: "RT00000000000000000000000000000001",
    outcome: "completed",
  },
  recording_delete: { type: "recording_delete" },
  recording_deleted: { type: "recording_deleted" },
};

/** The state that follows, `same` where nothing changes, or the refusal; at the start. */
type Expected = `→ ${State}` | "same" | RefusalCode;

/** Every state and every event: adding either makes this table fail to compile. */
const TABLE: Record<State, Record<Event["type"], Expected>> = {
  requested: {
    confirm: "→ confirmed",
    decline: "→ declined",
    expire: "→ expired",
    cancel: "→ cancelled",
    reschedule: "not_confirmed",
    remind: "not_confirmed",
    link_added: "not_confirmed",
    start: "not_confirmed",
    room_wanted: "not_confirmed",
    room_ready: "not_confirmed",
    room_completed: "not_confirmed",
    attended: "not_confirmed",
    end: "not_confirmed",
    no_show: "not_confirmed",
    erase: "erasure_too_early",
    recording_asked: "not_confirmed",
    consent_given: "not_confirmed",
    consent_withdrawn: "not_confirmed",
    recording_start: "not_confirmed",
    recording_started: "not_confirmed",
    recording_start_failed: "not_confirmed",
    recording_stop: "not_confirmed",
    recording_stopped: "not_confirmed",
    recording_finished: "not_confirmed",
    recording_delete: "not_confirmed",
    recording_deleted: "not_confirmed",
  },
  confirmed: {
    confirm: "same",
    decline: "already_answered",
    expire: "not_live",
    cancel: "→ cancelled",
    reschedule: "→ confirmed",
    remind: "→ confirmed",
    link_added: "→ confirmed",
    start: "→ live",
    room_wanted: "not_live",
    room_ready: "not_live",
    room_completed: "not_live",
    attended: "not_live",
    end: "not_live",
    no_show: "too_early",
    erase: "erasure_too_early",
    recording_asked: "not_live",
    consent_given: "not_live",
    consent_withdrawn: "not_live",
    recording_start: "not_live",
    recording_started: "not_live",
    recording_start_failed: "not_live",
    recording_stop: "not_live",
    recording_stopped: "not_live",
    recording_finished: "not_live",
    recording_delete: "not_live",
    recording_deleted: "not_live",
  },
  live: {
    confirm: "same",
    decline: "already_answered",
    expire: "conflict",
    cancel: "under_way",
    reschedule: "under_way",
    remind: "→ live",
    link_added: "→ live",
    start: "same",
    room_wanted: "same",
    room_ready: "→ live",
    room_completed: "→ live",
    attended: "→ live",
    end: "→ ended",
    no_show: "conflict",
    erase: "erasure_too_early",
    // The table of recording itself is in recording_test.ts.
    recording_asked: "→ live",
    consent_given: "→ live",
    consent_withdrawn: "→ live",
    recording_start: "recording_not_consented",
    recording_started: "→ live",
    recording_start_failed: "same",
    recording_stop: "same",
    recording_stopped: "same",
    recording_finished: "→ live",
    recording_delete: "recording_in_progress",
    recording_deleted: "same",
  },
  ended: {
    confirm: "consultation_ended",
    decline: "consultation_ended",
    expire: "consultation_ended",
    cancel: "consultation_ended",
    reschedule: "consultation_ended",
    remind: "consultation_ended",
    link_added: "consultation_ended",
    start: "consultation_ended",
    room_wanted: "consultation_ended",
    room_ready: "consultation_ended",
    room_completed: "→ ended",
    attended: "→ ended",
    end: "same",
    no_show: "consultation_ended",
    erase: "erasure_room_open",
    recording_asked: "consultation_ended",
    consent_given: "consultation_ended",
    consent_withdrawn: "consultation_ended",
    recording_start: "consultation_ended",
    recording_started: "→ ended",
    recording_start_failed: "same",
    recording_stop: "same",
    recording_stopped: "same",
    recording_finished: "→ ended",
    recording_delete: "recording_not_found",
    recording_deleted: "same",
  },
  declined: {
    ...all("consultation_cancelled"),
    decline: "same",
    erase: "→ erased",
  },
  expired: {
    ...all("consultation_cancelled"),
    expire: "same",
    erase: "→ erased",
  },
  cancelled: {
    ...all("consultation_cancelled"),
    cancel: "same",
    erase: "→ erased",
  },
  no_show: {
    ...all("too_late"),
    no_show: "same",
    erase: "→ erased",
  },
  erased: {
    ...all("consultation_erased"),
    erase: "same",
    // What the service tells of late is to be deleted, too.
    recording_started: "→ erased",
    recording_finished: "→ erased",
    recording_deleted: "same",
  },
};

function all(code: RefusalCode): Record<Event["type"], Expected> {
  return Object.fromEntries(
    Object.keys(EVENTS).map((type) => [type, code]),
  ) as Record<Event["type"], Expected>;
}

const STATES = Object.keys(TABLE) as State[];
const TYPES = Object.keys(EVENTS) as Event["type"][];

for (const state of STATES) {
  for (const type of TYPES) {
    const expected = TABLE[state][type];
    Deno.test(`${state}, then ${type}: ${expected}`, () => {
      const from = oneOfEach()[state];
      const before = structuredClone(from);
      const move = transition(from, EVENTS[type], { now: START, joinPolicy });
      if (!move.ok) {
        expect(move.code).toBe(expected);
      } else if (move.changed) {
        expect(`→ ${move.next.state}`).toBe(expected);
        expect(move.next).not.toEqual(from);
      } else {
        expect("same").toBe(expected);
        // The very record, so that a repeat writes nothing.
        expect(move.next).toBe(from);
      }
      expect(from).toEqual(before);
    });
  }
}

/** Minutes and seconds around the window: ten minutes early, a quarter of an hour of grace. */
const window = joinWindow(aRequested(), joinPolicy);
for (
  const [what, now, expected] of [
    ["10:01 before the start", START - 10 * MINUTE - SECOND, "too_early"],
    ["a millisecond too early", START - 10 * MINUTE - 1, "too_early"],
    ["10:00 before the start", START - 10 * MINUTE, "live"],
    ["at the start", START, "live"],
    ["at the end", START + 45 * MINUTE, "live"],
    ["at the end of the grace", START + 60 * MINUTE, "live"],
    ["in that second's last instant", START + 60 * MINUTE + 999, "live"],
    ["one second later", START + 60 * MINUTE + SECOND, "too_late"],
  ] as const
) {
  Deno.test(`a start ${what}: ${expected}`, () => {
    const move = transition(aConsultation("confirmed"), { type: "start" }, {
      now,
      joinPolicy,
    });
    expect(move.ok ? move.next.state : move.code).toBe(expected);
    // The page can come back by itself: it is told when.
    if (!move.ok) expect(move.facts).toEqual({ ...window, now });
  });
}

Deno.test("nobody came only when nobody can come any more", () => {
  const closes = START + 60 * MINUTE;
  const at = (now: number) =>
    transition(aConsultation("confirmed"), { type: "no_show" }, {
      now,
      joinPolicy,
    });
  expect(at(closes + SECOND - 1)).toMatchObject({ code: "too_early" });
  expect(at(closes + SECOND)).toMatchObject({
    next: { state: "no_show", noShowAt: closes + SECOND },
  });
});

Deno.test("a request lapses at its start, not before", () => {
  const at = (now: number) =>
    transition(aRequested(), { type: "expire" }, { now, joinPolicy });
  expect(at(START - 1)).toMatchObject({ code: "too_early" });
  expect(at(START)).toMatchObject({ next: { state: "expired" } });
});

Deno.test("a request can be confirmed until its end, though not after", () => {
  const at = (now: number) =>
    transition(aRequested(), EVENTS.confirm, { now, joinPolicy });
  expect(at(START + 45 * MINUTE - 1)).toMatchObject({ ok: true });
  expect(at(START + 45 * MINUTE)).toMatchObject({ code: "too_late" });
});

Deno.test("a second confirmation keeps the first one's room and link", () => {
  const move = transition(aConsultation("confirmed"), EVENTS.confirm, {
    now: START,
    joinPolicy,
  });
  expect(move).toMatchObject({
    next: { twilioRoomName: ROOM_NAME, linkHash: LINK_HASH },
  });
});

Deno.test("a reschedule is a new version with a new link and the same room", () => {
  const move = transition(aConsultation("confirmed"), EVENTS.reschedule, {
    now: START,
    joinPolicy,
  });
  expect(move).toMatchObject({
    next: {
      version: 2,
      linkHash: "another",
      startsAt: START + 60 * MINUTE,
      twilioRoomName: ROOM_NAME,
    },
  });
});

Deno.test("a cancelled consultation knows its old link, and has no room any more", () => {
  const cancelled = aConsultation("cancelled");
  expect(cancelled).toMatchObject({
    version: 2,
    cancelledBy: "client",
    links: { linkHash: LINK_HASH },
  });
  expect(cancelled).not.toHaveProperty("twilioRoomName");
  const unconfirmed = walk(aRequested(), [[EVENTS.cancel, START]]);
  expect(unconfirmed).toMatchObject({ state: "cancelled", links: null });
});

Deno.test("a start is live without a room, and a second start keeps the first one's moment", () => {
  const live = walk(aConsultation("confirmed"), [
    [{ type: "start" }, START],
    [{ type: "start" }, START + MINUTE],
  ]);
  expect(live).toMatchObject({
    sessionStartedAt: START,
    twilioRoomSid: null,
    twilioRoomStatus: "pending",
    joins: [],
  });
});

Deno.test("a second end keeps the first one's moment and author", () => {
  const ended = walk(aConsultation("live"), [
    [{ type: "end", by: "client" }, START + MINUTE],
    [{ type: "end", by: "artist" }, START + 2 * MINUTE],
  ]);
  expect(ended).toMatchObject({
    sessionEndedAt: START + MINUTE,
    endedBy: "client",
  });
});

Deno.test("a room that is ready a second time changes nothing, also when it is over", () => {
  const live = aConsultation("live");
  const ready: Event = { type: "room_ready", sid: SID };
  expect(walk(live, [[ready, START]])).toBe(live);
  const over = walk(live, [[EVENTS.room_completed, START]]);
  expect(over).toMatchObject({ state: "live", twilioRoomStatus: "completed" });
  expect(walk(over, [[ready, START]])).toBe(over);
});

Deno.test("a new room takes the place of one that was completed under us", () => {
  expect(walk(aConsultation("live"), [
    [EVENTS.room_completed, START],
    [EVENTS.room_ready, START + SECOND],
  ])).toMatchObject({
    twilioRoomSid: OTHER_SID,
    twilioRoomStatus: "in-progress",
  });
});

Deno.test("while a room is being made, the end of the one before says nothing of it", () => {
  const making = walk(aConsultation("live"), [
    [EVENTS.room_completed, START],
    [{ type: "room_wanted" }, START + SECOND],
  ]);
  expect(making).toMatchObject({ twilioRoomStatus: "pending" });
  expect(walk(making, [[EVENTS.room_completed, START + SECOND]])).toBe(making);
  const ended = walk(making, [[EVENTS.end, START + MINUTE]]);
  expect(walk(ended, [[EVENTS.room_completed, START + MINUTE]])).toBe(ended);
  // Only looking for it by its name tells that there is none.
  expect(
    walk(ended, [[{ type: "room_completed", sid: null }, START + MINUTE]]),
  ).toMatchObject({ twilioRoomStatus: "completed" });
});

Deno.test("news of an older room says nothing about the present one", () => {
  const live = aConsultation("live");
  expect(walk(live, [[{ type: "room_completed", sid: OTHER_SID }, START]]))
    .toBe(live);
});

Deno.test("a completion that names no room means the present one", () => {
  expect(
    walk(aConsultation("live"), [[
      { type: "room_completed", sid: null },
      START,
    ]]),
  ).toMatchObject({ twilioRoomSid: SID, twilioRoomStatus: "completed" });
});

Deno.test("a room that is completed after the end is recorded, once", () => {
  const ended = aConsultation("ended");
  const over = walk(ended, [[EVENTS.room_completed, START]]);
  expect(over).toEqual({ ...ended, twilioRoomStatus: "completed" });
  expect(walk(over, [[EVENTS.room_completed, START]])).toBe(over);
  expect(walk(over, [[{ type: "room_completed", sid: null }, START]]))
    .toBe(over);
});

Deno.test("at the end everybody has left", () => {
  const ended = walk(aConsultation("live"), [
    [EVENTS.attended, START],
    [{
      type: "attended",
      stays: [aStay("artist", "PA2", START + SECOND)],
    }, START],
    [EVENTS.end, START + MINUTE],
  ]);
  expect("joins" in ended && ended.joins.map((join) => join.leftAt)).toEqual([
    START + MINUTE,
    START + SECOND,
  ]);
});

Deno.test("who was there may be heard of after the end, which it does not move", () => {
  const ended = aConsultation("ended", { now: START + MINUTE });
  const known = walk(ended, [
    [EVENTS.attended, START + HOUR],
    [{
      type: "attended",
      stays: [aStay("artist", "PA2", START + 2 * MINUTE)],
    }, START + HOUR],
  ]);
  expect(known).toEqual({
    ...ended,
    joins: [
      { ...aStay("client", "PA1"), leftAt: START + MINUTE },
      { ...aStay("artist", "PA2"), leftAt: START + MINUTE },
    ],
  });
});

/** Live, with a recording under way. */
const RECORDED: readonly (readonly [Event, number])[] = [
  [EVENTS.consent_given, START],
  [{ ...EVENTS.consent_given, party: "artist" }, START],
  [EVENTS.recording_start, START],
  [EVENTS.recording_started, START + SECOND],
];

Deno.test("what began to record is on, and the first track's sid stays the recording's", () => {
  const other = "RT00000000000000000000000000000002";
  expect(walk(aConsultation("live"), [
    ...RECORDED,
    [{ ...EVENTS.recording_started, sid: other }, START + 2 * SECOND],
  ])).toMatchObject({
    recordingSid: "RT00000000000000000000000000000001",
    recording: {
      state: "on",
      roomSids: [SID],
      tracks: [{ status: "started" }, { sid: other }],
    },
  });
});

Deno.test("the end of the session stops the recording, and the end of its room is its end", () => {
  const ended = walk(aConsultation("live"), [
    ...RECORDED,
    [EVENTS.end, START + MINUTE],
  ]);
  expect(ended).toMatchObject({ recording: { state: "stopping" } });
  expect(walk(ended, [[EVENTS.room_completed, START + MINUTE]]))
    .toMatchObject({ recording: { state: "off" } });
});

Deno.test("an end after its room's end leaves nothing to stop", () => {
  expect(walk(aConsultation("live"), [
    ...RECORDED,
    [EVENTS.room_completed, START + MINUTE],
    [EVENTS.end, START + MINUTE],
  ])).toMatchObject({ recording: { state: "off" } });
});

Deno.test("another room is not recorded because the one before was", () => {
  expect(walk(aConsultation("live"), [
    ...RECORDED,
    [EVENTS.room_ready, START + MINUTE],
  ])).toMatchObject({
    twilioRoomSid: OTHER_SID,
    recording: { state: "off", roomSids: [SID] },
  });
});

Deno.test("a deleted recording has no sid, and late news give it none", () => {
  const deleted = walk(aConsultation("live"), [
    ...RECORDED,
    [EVENTS.end, START + MINUTE],
    [EVENTS.room_completed, START + MINUTE],
    [EVENTS.recording_delete, START + MINUTE],
    [EVENTS.recording_deleted, START + MINUTE],
  ]);
  expect(deleted).toMatchObject({
    recordingSid: null,
    recording: { state: "deleted", deletedAt: START + MINUTE },
  });
  expect(walk(deleted, [[EVENTS.recording_finished, START + 2 * MINUTE]]))
    .toMatchObject({ recordingSid: null, recording: { state: "deleting" } });
});

Deno.test("a record from before recording was added can be recorded, and can end", () => {
  const { recording: _, ...older } = aConsultation("live");
  const live = older as InState<"live">;
  expect(walk(live, RECORDED)).toMatchObject({ recording: { state: "on" } });
  expect(walk(live, [[EVENTS.end, START], [EVENTS.room_completed, START]]))
    .toMatchObject({ state: "ended", recording: { state: "off" } });
});
