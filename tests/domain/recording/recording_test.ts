import { expect } from "expect";
import fc from "fast-check";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import {
  hasConsented,
  mayBeRunning,
  mayRecord,
  NO_RECORDING,
  type Recording,
  type RecordingEvent,
  type RecordingState,
  START_TIMEOUT,
} from "@/lib/domain/recording/recording.ts";
import {
  recordingAfterEnd,
  recordingAtEnd,
  recordingWhileLive,
  recordingWithoutRoom,
} from "@/lib/domain/recording/recording_events.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording/recording_consent.ts";
import type { RefusalCode } from "@/lib/domain/basic/refusal.ts";
import { START } from "@/tests/_support/a_consultation.ts";

const ROOM = "RM1";
const { version } = RECORDING_CONSENT;
type Type = RecordingEvent["type"];

/** One event of each kind; a new kind fails to compile. */
const EVENTS: { readonly [E in Type]: Extract<RecordingEvent, { type: E }> } = {
  recording_asked: { type: "recording_asked" },
  consent_given: {
    type: "consent_given",
    party: "client",
    textVersion: version,
  },
  consent_withdrawn: { type: "consent_withdrawn", party: "client" },
  recording_start: { type: "recording_start" },
  recording_started: { type: "recording_started", roomSid: ROOM, sid: null },
  recording_start_failed: { type: "recording_start_failed" },
  recording_stop: { type: "recording_stop" },
  recording_stopped: { type: "recording_stopped" },
  recording_finished: {
    type: "recording_finished",
    roomSid: ROOM,
    sid: "RT1",
    outcome: "completed",
  },
  recording_delete: { type: "recording_delete" },
  recording_deleted: { type: "recording_deleted" },
};
const TYPES = Object.keys(EVENTS) as Type[];

/** Each state with both agreements, after the service has answered. */
function inState(state: RecordingState, more: Partial<Recording> = {}) {
  return {
    ...NO_RECORDING,
    consents: [consent("client"), consent("artist")],
    roomSids: [ROOM],
    state,
    startPending: state === "starting" ? START : null,
    ...more,
  };
}

function consent(party: "client" | "artist", given = true) {
  return { party, given, textVersion: version, at: START };
}

type Expected = `→ ${RecordingState}` | "same" | RefusalCode;

/** Every recording state in a live session, and every event. */
const LIVE: Record<
  Exclude<RecordingState, "deleting" | "deleted">,
  Record<Type, Expected>
> = {
  off: {
    recording_asked: "→ asked",
    consent_given: "same",
    consent_withdrawn: "→ off",
    recording_start: "→ starting",
    recording_started: "→ stopping",
    recording_start_failed: "same",
    recording_stop: "same",
    recording_stopped: "same",
    recording_finished: "→ off",
    recording_delete: "recording_in_progress",
    recording_deleted: "same",
  },
  asked: {
    recording_asked: "same",
    consent_given: "same",
    consent_withdrawn: "→ off",
    recording_start: "→ starting",
    recording_started: "→ stopping",
    recording_start_failed: "same",
    recording_stop: "→ off",
    recording_stopped: "same",
    recording_finished: "→ asked",
    recording_delete: "recording_in_progress",
    recording_deleted: "same",
  },
  starting: {
    recording_asked: "same",
    consent_given: "same",
    consent_withdrawn: "→ stopping",
    recording_start: "same",
    recording_started: "→ on",
    recording_start_failed: "→ stopping",
    recording_stop: "→ stopping",
    recording_stopped: "same",
    recording_finished: "→ starting",
    recording_delete: "recording_in_progress",
    recording_deleted: "same",
  },
  on: {
    recording_asked: "same",
    consent_given: "same",
    consent_withdrawn: "→ stopping",
    recording_start: "same",
    recording_started: "same",
    recording_start_failed: "same",
    recording_stop: "→ stopping",
    recording_stopped: "same",
    recording_finished: "→ on",
    recording_delete: "recording_in_progress",
    recording_deleted: "same",
  },
  stopping: {
    recording_asked: "same",
    consent_given: "same",
    consent_withdrawn: "→ stopping",
    recording_start: "recording_stopping",
    recording_started: "same",
    recording_start_failed: "same",
    recording_stop: "same",
    recording_stopped: "→ off",
    recording_finished: "→ stopping",
    recording_delete: "recording_in_progress",
    recording_deleted: "same",
  },
};

/** Every recording state after the end. */
const ENDED: Record<
  Exclude<RecordingState, "asked" | "starting" | "on">,
  Record<Type, Expected>
> = {
  off: {
    ...ended(),
    recording_finished: "→ off",
    recording_delete: "→ deleting",
  },
  stopping: {
    ...ended(),
    recording_finished: "→ stopping",
    recording_delete: "→ deleting",
  },
  deleting: { ...ended(), recording_deleted: "→ deleted" },
  deleted: {
    ...ended(),
    recording_started: "→ deleting",
    recording_finished: "→ deleting",
  },
};

function ended(): Record<Type, Expected> {
  return {
    recording_asked: "consultation_ended",
    consent_given: "consultation_ended",
    consent_withdrawn: "consultation_ended",
    recording_start: "consultation_ended",
    recording_started: "same",
    recording_start_failed: "same",
    recording_stop: "same",
    recording_stopped: "same",
    recording_finished: "same",
    recording_delete: "same",
    recording_deleted: "same",
  };
}

const live = (from: Recording, event: RecordingEvent, now: Instant = START) =>
  recordingWhileLive(from, event, { now, roomSid: ROOM });
const after = (from: Recording, event: RecordingEvent) =>
  recordingAfterEnd(from, event, { now: START });

for (
  const [when, table, decide] of [
    ["while live", LIVE, live],
    ["after the end", ENDED, after],
  ] as const
) {
  for (const [state, row] of Object.entries(table)) {
    for (const type of TYPES) {
      Deno.test(`recording ${state} ${when}, then ${type}: ${row[type]}`, () => {
        const from = inState(state as RecordingState);
        const before = structuredClone(from);
        const next = decide(from, EVENTS[type]);
        if ("ok" in next) expect(next.code).toBe(row[type]);
        else if (next === from) expect("same").toBe(row[type]);
        else expect(`→ ${next.state}`).toBe(row[type]);
        expect(from).toEqual(before);
      });
    }
  }
}

for (
  const [what, consents] of [
    ["nobody has agreed", []],
    ["only the client has agreed", [consent("client")]],
    ["only the artist has agreed", [consent("artist")]],
    ["the client has taken it back", [
      consent("client"),
      consent("artist"),
      consent("client", false),
    ]],
    ["the artist agreed to older words", [
      consent("client"),
      { ...consent("artist"), textVersion: "2025-01-01" },
    ]],
  ] as const
) {
  Deno.test(`nothing starts when ${what}`, () => {
    for (const state of ["off", "asked", "stopping"] as const) {
      const from = inState(state, { consents });
      expect(live(from, EVENTS.recording_start))
        .toMatchObject({ code: "recording_not_consented" });
    }
  });
}

Deno.test("nothing starts without a room in progress", () => {
  const at = { now: START, roomSid: null };
  expect(recordingWhileLive(inState("off"), EVENTS.recording_start, at))
    .toMatchObject({ code: "room_not_ready" });
});

Deno.test("consent to an outdated text is refused with the current version", () => {
  for (const textVersion of ["", "2025-01-01", version + " "]) {
    expect(live(NO_RECORDING, { ...EVENTS.consent_given, textVersion }))
      .toMatchObject({
        code: "consent_outdated",
        facts: { textVersion: version },
      });
  }
});

Deno.test("each decision is kept with its person, text version and time", () => {
  const given = live(NO_RECORDING, EVENTS.consent_given, START) as Recording;
  const back = live(given, EVENTS.consent_withdrawn, START + 1) as Recording;
  expect(back.consents).toEqual([
    { party: "client", given: true, textVersion: version, at: START },
    { party: "client", given: false, textVersion: version, at: START + 1 },
  ]);
  expect(hasConsented(back, "client")).toBe(false);
  expect(hasConsented(back, "artist")).toBe(false);
});

Deno.test("endless changes of mind neither fill the record nor push out the other party's", () => {
  let recording = live(NO_RECORDING, {
    ...EVENTS.consent_given,
    party: "artist",
  }) as Recording;
  for (let i = 0; i < 300; i++) {
    recording = live(recording, EVENTS.consent_given, START + i) as Recording;
    recording = live(
      recording,
      EVENTS.consent_withdrawn,
      START + i,
    ) as Recording;
  }
  expect(recording.consents.length).toBe(100);
  expect(hasConsented(recording, "artist")).toBe(true);
  expect(hasConsented(recording, "client")).toBe(false);
});

Deno.test("a start with an unknown outcome can still take effect, so a stop is not believed too early", () => {
  const stopping = inState("stopping", { startPending: START });
  const stopped = (now: Instant) =>
    live(stopping, EVENTS.recording_stopped, now) as Recording;
  expect(stopped(START + START_TIMEOUT - 1)).toBe(stopping);
  expect(stopped(START + START_TIMEOUT).state).toBe("off");
  for (
    const answer of ["recording_started", "recording_start_failed"] as const
  ) {
    const answered = live(stopping, EVENTS[answer]) as Recording;
    expect(answered).toMatchObject({ state: "stopping", startPending: null });
    expect(live(answered, EVENTS.recording_stopped))
      .toMatchObject({ state: "off" });
  }
});

Deno.test("a start that is confirmed after a withdrawal is a recording to be stopped", () => {
  const from = inState("starting", { consents: [consent("artist")] });
  expect(live(from, EVENTS.recording_started)).toMatchObject({
    state: "stopping",
  });
});

Deno.test("a report about an older room's recording is kept and does not affect the current one", () => {
  const news = { ...EVENTS.recording_started, roomSid: "RM0", sid: "RT0" };
  for (const state of ["off", "asked", "starting", "on", "stopping"] as const) {
    expect(live(inState(state), news)).toMatchObject({
      state,
      roomSids: [ROOM, "RM0"],
      tracks: [{ sid: "RT0", status: "started" }],
    });
  }
});

Deno.test("a finished track recording does not start again or end twice", () => {
  const over = live(inState("on"), EVENTS.recording_finished) as Recording;
  expect(live(over, { ...EVENTS.recording_started, sid: "RT1" })).toBe(over);
  expect(live(over, { ...EVENTS.recording_finished, outcome: "failed" }))
    .toBe(over);
});

Deno.test("a recording ends with its room; a pending request stays", () => {
  for (const state of ["starting", "on", "stopping"] as const) {
    expect(recordingWithoutRoom(inState(state)))
      .toMatchObject({ state: "off", startPending: null });
  }
  const asked = inState("asked");
  expect(recordingWithoutRoom(asked)).toBe(asked);
});

Deno.test("the end of the session stops it, and withdraws a pending request", () => {
  const states = ["off", "asked", "starting", "on", "stopping"] as const;
  expect(states.map((state) => recordingAtEnd(inState(state)).state))
    .toEqual(["off", "off", "stopping", "stopping", "stopping"]);
});

Deno.test("where nothing was recorded there is nothing to delete", () => {
  expect(after(inState("off", { roomSids: [] }), EVENTS.recording_delete))
    .toMatchObject({ code: "recording_not_found" });
});

Deno.test("a deletion removes the tracks and keeps who agreed, and when", () => {
  const tracks = [{ sid: "RT1", status: "completed" }] as const;
  expect(after(inState("deleting", { tracks }), EVENTS.recording_deleted))
    .toMatchObject({
      state: "deleted",
      tracks: [],
      deletedAt: START,
      consents: [{ party: "client" }, { party: "artist" }],
    });
});

const party = fc.constantFrom("client" as const, "artist" as const);
/** Frequent agreements, so most histories reach a recording. */
const anEvent: fc.Arbitrary<RecordingEvent> = fc.oneof(
  {
    arbitrary: party.map((party) => ({ ...EVENTS.consent_given, party })),
    weight: 6,
  },
  {
    arbitrary: fc.constantFrom(
      EVENTS.recording_start,
      EVENTS.recording_started,
    ),
    weight: 4,
  },
  party.map((party) => ({ ...EVENTS.consent_withdrawn, party })),
  fc.constantFrom(...Object.values(EVENTS)),
);

Deno.test("property: in any order of events, it is wanted only while both agree, and an unwanted recording is being stopped", () => {
  let ran = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anEvent, fc.nat(90_000)), { maxLength: 40 }),
      (steps) => {
        let recording = NO_RECORDING;
        let now = START;
        for (const [event, ms] of steps) {
          now += ms;
          const next = live(recording, event, now);
          if ("ok" in next) continue;
          const wanted = next.state === "starting" || next.state === "on";
          if (wanted) expect(mayRecord(next)).toBe(true);
          if (event.type === "recording_started") {
            expect(mayBeRunning(next)).toBe(true);
          }
          if (next.state === "on") ran++;
          // Repeating the event changes nothing.
          expect(live(next, event, now)).toBe(next);
          recording = next;
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(ran).toBeGreaterThan(0);
});
