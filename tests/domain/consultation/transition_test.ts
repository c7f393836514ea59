import { expect } from "expect";
import {
  type ConsultationState,
  type InState,
  type Join,
  linksOf,
} from "@/lib/domain/consultation/consultation.ts";
import { agreedAt } from "@/lib/domain/calendar/calendar_entry.ts";
import { HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  DEFAULT_JOIN_POLICY,
  joinWindow,
} from "@/lib/domain/consultation/join_window.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording/recording_consent.ts";
import type { RefusalCode } from "@/lib/domain/basic/refusal.ts";
import {
  type Event,
  transition,
} from "@/lib/domain/consultation/transition.ts";
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

/** A join from the start on, in whole seconds. */
function aStay(
  party: Join["party"],
  participantSid: string,
  leftAt: number | null = null,
): Join {
  return { party, participantSid, joinedAt: START, leftAt };
}

/** One event of each kind; a new kind fails to compile. */
const EVENTS: { readonly [E in Event["type"]]: Extract<Event, { type: E }> } = {
  confirm: { type: "confirm", twilioRoomName: "another", linkHash: "another" },
  decline: { type: "decline", reason: "I am away." },
  expire: { type: "expire" },
  change_details: {
    type: "change_details",
    note: "No lashes, please.",
    phone: null,
    intake: [],
  },
  withdraw: { type: "withdraw" },
  cancel: { type: "cancel", by: "client", noticeMs: 0 },
  reschedule: {
    type: "reschedule",
    by: "artist",
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
  attended: { type: "attended", joins: [aStay("client", "PA1")] },
  end: { type: "end", by: "client" },
  no_show: { type: "no_show" },
  look_sheet_sent: { type: "look_sheet_sent", count: 1, linkHash: "another" },
  rated: { type: "rated", stars: 5, words: "" },
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

/** The next state, `same` if nothing changes, or the refusal; at the start. */
type Expected = `→ ${ConsultationState}` | "same" | RefusalCode;

/** Every state and every event: adding either makes this table fail to compile. */
const TABLE: Record<ConsultationState, Record<Event["type"], Expected>> = {
  requested: {
    confirm: "→ confirmed",
    decline: "→ declined",
    expire: "→ expired",
    change_details: "→ requested",
    withdraw: "→ cancelled",
    cancel: "→ cancelled",
    reschedule: "not_confirmed",
    remind: "not_confirmed",
    link_added: "→ requested",
    start: "not_confirmed",
    room_wanted: "not_confirmed",
    room_ready: "not_confirmed",
    room_completed: "not_confirmed",
    attended: "not_confirmed",
    end: "not_confirmed",
    no_show: "not_confirmed",
    look_sheet_sent: "not_confirmed",
    rated: "not_confirmed",
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
    change_details: "already_answered",
    withdraw: "already_answered",
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
    look_sheet_sent: "not_live",
    rated: "not_live",
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
    change_details: "already_answered",
    withdraw: "already_answered",
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
    look_sheet_sent: "→ live",
    rated: "conflict",
    erase: "erasure_too_early",
    // Recording's own table is in recording_test.ts.
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
    change_details: "consultation_ended",
    withdraw: "consultation_ended",
    cancel: "consultation_ended",
    reschedule: "consultation_ended",
    remind: "consultation_ended",
    link_added: "→ ended",
    start: "consultation_ended",
    room_wanted: "consultation_ended",
    room_ready: "consultation_ended",
    room_completed: "→ ended",
    attended: "→ ended",
    end: "same",
    no_show: "consultation_ended",
    look_sheet_sent: "→ ended",
    rated: "→ ended",
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
    // A recording that the service reports late must be deleted too.
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

const STATES = Object.keys(TABLE) as ConsultationState[];
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
        // The identical record, so a repeat writes nothing.
        expect(move.next).toBe(from);
      }
      expect(from).toEqual(before);
    });
  }
}

/** Times around the window, in minutes and seconds: opens ten minutes early, 15 minutes of grace. */
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
    // The page can retry by itself: the refusal says when.
    if (!move.ok) expect(move.facts).toEqual({ ...window, now });
  });
}

Deno.test("a no-show is only possible once nobody can join any more", () => {
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

Deno.test("a request expires at its start, not before", () => {
  const at = (now: number) =>
    transition(aRequested(), { type: "expire" }, { now, joinPolicy });
  expect(at(START - 1)).toMatchObject({ code: "too_early" });
  expect(at(START)).toMatchObject({ next: { state: "expired" } });
});

Deno.test("a request can be confirmed until its end, but not after", () => {
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

Deno.test("a cancelled consultation keeps its old link and has no room", () => {
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

Deno.test("a start is live without a room, and a second start keeps the first one's time", () => {
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

Deno.test("a second end keeps the first one's time and actor", () => {
  const ended = walk(aConsultation("live"), [
    [{ type: "end", by: "client" }, START + MINUTE],
    [{ type: "end", by: "artist" }, START + 2 * MINUTE],
  ]);
  expect(ended).toMatchObject({
    sessionEndedAt: START + MINUTE,
    endedBy: "client",
  });
});

Deno.test("a room that becomes ready a second time changes nothing, also when it is over", () => {
  const live = aConsultation("live");
  const ready: Event = { type: "room_ready", sid: SID };
  expect(walk(live, [[ready, START]])).toBe(live);
  const over = walk(live, [[EVENTS.room_completed, START]]);
  expect(over).toMatchObject({ state: "live", twilioRoomStatus: "completed" });
  expect(walk(over, [[ready, START]])).toBe(over);
});

Deno.test("a new room replaces one that was completed in the meantime", () => {
  expect(walk(aConsultation("live"), [
    [EVENTS.room_completed, START],
    [EVENTS.room_ready, START + SECOND],
  ])).toMatchObject({
    twilioRoomSid: OTHER_SID,
    twilioRoomStatus: "in-progress",
  });
});

Deno.test("while a room is being created, the end of the previous one does not affect it", () => {
  const making = walk(aConsultation("live"), [
    [EVENTS.room_completed, START],
    [{ type: "room_wanted" }, START + SECOND],
  ]);
  expect(making).toMatchObject({ twilioRoomStatus: "pending" });
  expect(walk(making, [[EVENTS.room_completed, START + SECOND]])).toBe(making);
  const ended = walk(making, [[EVENTS.end, START + MINUTE]]);
  expect(walk(ended, [[EVENTS.room_completed, START + MINUTE]])).toBe(ended);
  // Only a lookup by name shows that there is none.
  expect(
    walk(ended, [[{ type: "room_completed", sid: null }, START + MINUTE]]),
  ).toMatchObject({ twilioRoomStatus: "completed" });
});

Deno.test("a report about an older room does not affect the current one", () => {
  const live = aConsultation("live");
  expect(walk(live, [[{ type: "room_completed", sid: OTHER_SID }, START]]))
    .toBe(live);
});

Deno.test("a completion without a room means the current one", () => {
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
      joins: [aStay("artist", "PA2", START + SECOND)],
    }, START],
    [EVENTS.end, START + MINUTE],
  ]);
  expect("joins" in ended && ended.joins.map((join) => join.leftAt)).toEqual([
    START + MINUTE,
    START + SECOND,
  ]);
});

Deno.test("attendance may be reported after the end, and does not move it", () => {
  const ended = aConsultation("ended", { now: START + MINUTE });
  const known = walk(ended, [
    [EVENTS.attended, START + HOUR],
    [{
      type: "attended",
      joins: [aStay("artist", "PA2", START + 2 * MINUTE)],
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

/** Live, with a recording in progress. */
const RECORDED: readonly (readonly [Event, number])[] = [
  [EVENTS.consent_given, START],
  [{ ...EVENTS.consent_given, party: "artist" }, START],
  [EVENTS.recording_start, START],
  [EVENTS.recording_started, START + SECOND],
];

Deno.test("a recording that began is on, and the first track's sid stays the recording's", () => {
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

Deno.test("the end of the session stops the recording, and the end of its room ends it", () => {
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

Deno.test("a new room is not recorded because the previous one was", () => {
  expect(walk(aConsultation("live"), [
    ...RECORDED,
    [EVENTS.room_ready, START + MINUTE],
  ])).toMatchObject({
    twilioRoomSid: OTHER_SID,
    recording: { state: "off", roomSids: [SID] },
  });
});

Deno.test("a deleted recording has no sid, and a late report does not give it one", () => {
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

Deno.test("a record from before recording existed can be recorded and can end", () => {
  const { recording: _, ...older } = aConsultation("live");
  const live = older as InState<"live">;
  expect(walk(live, RECORDED)).toMatchObject({ recording: { state: "on" } });
  expect(walk(live, [[EVENTS.end, START], [EVENTS.room_completed, START]]))
    .toMatchObject({ state: "ended", recording: { state: "off" } });
});

Deno.test("a request is withdrawn once, without a calendar entry, and its links explain it", () => {
  const from = { ...aRequested(), requestLinks: [LINK_HASH, "second"] };
  const gone = walk(from, [[EVENTS.withdraw, START - HOUR]]);
  expect(gone).toMatchObject({
    state: "cancelled",
    cancelledBy: "client",
    withdrawn: true,
    version: from.version + 1,
    links: { linkHash: LINK_HASH, moreLinks: ["second"], oldLinks: [] },
  });
  expect(agreedAt(gone)).toBe(null);
  expect(transition(gone, EVENTS.withdraw, { now: START, joinPolicy }))
    .toEqual({ ok: true, next: gone, changed: false });
});

Deno.test("details that are the same change nothing, and others say when they were changed", () => {
  const from = aRequested({ client: { note: "No lashes, please." } });
  const at = { now: START - HOUR, joinPolicy };
  expect(transition(from, EVENTS.change_details, at))
    .toMatchObject({ changed: false });
  expect(
    transition(from, { ...EVENTS.change_details, phone: "+4915112345678" }, at),
  ).toMatchObject({
    changed: true,
    next: {
      client: { ...from.client, phone: "+4915112345678" },
      detailsChangedAt: START - HOUR,
    },
  });
});

Deno.test("the links of a request, and their sessions, are links of what is confirmed", () => {
  const from = { ...aRequested(), requestLinks: ["first", "second"] };
  const confirmed = walk(from, [[EVENTS.confirm, START - HOUR]]);
  expect(confirmed).toMatchObject({
    linkHash: "first",
    moreLinks: ["second", "another"],
  });
  expect("requestLinks" in confirmed).toBe(false);
});

Deno.test("a request keeps its first link and at most forty others", () => {
  const steps = Array.from({ length: 60 }, (_, i) =>
    [
      { type: "link_added", linkHash: `link-${i}` },
      START - HOUR,
    ] as const);
  const links = linksOf(walk(aRequested(), steps))!;
  expect(links.linkHash).toBe("link-0");
  expect(links.moreLinks.length).toBe(40);
  expect(links.moreLinks.at(-1)).toBe("link-59");
});
