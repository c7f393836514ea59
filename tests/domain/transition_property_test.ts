import { expect } from "expect";
import fc from "fast-check";
import {
  type Consultation,
  type ConsultationState,
  type Join,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import { HOUR, type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/consultation/join_window.ts";
import { mayBeRunning, mayRecord } from "@/lib/domain/recording/recording.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording/recording_consent.ts";
import {
  type Event,
  transition,
} from "@/lib/domain/consultation/transition.ts";
import {
  aConsultation,
  aRequested,
  START,
} from "@/tests/_support/a_consultation.ts";

const instant = fc.integer({ min: START - HOUR, max: START + 2 * HOUR });
const party = fc.constantFrom("client" as const, "artist" as const);
const sid = fc.constantFrom("RM1", "RM2");
const recordingSid = fc.constantFrom("RT1", "RT2");
/** A sid belongs to one person, and a leave follows its join. */
const stay = fc.record({
  participantSid: fc.constantFrom("PA1", "PA2", "PA3"),
  joinedAt: instant,
  stayed: fc.option(fc.nat(HOUR)),
}).map(({ participantSid, joinedAt, stayed }): Join => ({
  party: participantSid === "PA1" ? "client" : "artist",
  participantSid,
  joinedAt,
  leftAt: stayed === null ? null : joinedAt + stayed,
}));

const arbitraries: {
  readonly [E in Event["type"]]: fc.Arbitrary<Extract<Event, { type: E }>>;
} = {
  confirm: fc.record({
    type: fc.constant("confirm"),
    twilioRoomName: fc.constantFrom("room-1", "room-2"),
    linkHash: fc.constantFrom("hash-1", "hash-2"),
  }),
  decline: fc.record({
    type: fc.constant("decline"),
    reason: fc.constant("away"),
  }),
  expire: fc.record({ type: fc.constant("expire") }),
  change_details: fc.record({
    type: fc.constant("change_details"),
    note: fc.constantFrom("", "No lashes, please."),
    phone: fc.constantFrom(null, "+4915112345678"),
    intake: fc.constantFrom([], [{ label: "Allergies?", answer: "Lanolin" }]),
  }),
  withdraw: fc.record({ type: fc.constant("withdraw") }),
  cancel: fc.record({
    type: fc.constant("cancel"),
    by: party,
    noticeMs: fc.constantFrom(0, HOUR),
  }),
  reschedule: fc.record({
    type: fc.constant("reschedule"),
    by: party,
    startsAt: fc.constantFrom(START, START + 15 * MINUTE),
    endsAt: fc.constantFrom(START + HOUR),
    heldUntil: fc.constantFrom(START + HOUR),
    noticeMs: fc.constantFrom(0, HOUR),
    linkHash: fc.constantFrom("hash-3", "hash-4"),
  }),
  remind: fc.record({
    type: fc.constant("remind"),
    reminder: fc.constantFrom("day", "soon", "ready"),
    linkHash: fc.constantFrom("hash-5", "hash-6"),
  }),
  link_added: fc.record({
    type: fc.constant("link_added"),
    linkHash: fc.constantFrom("hash-7", "hash-8"),
  }),
  start: fc.record({ type: fc.constant("start") }),
  room_wanted: fc.record({ type: fc.constant("room_wanted") }),
  room_ready: fc.record({ type: fc.constant("room_ready"), sid }),
  room_completed: fc.record({
    type: fc.constant("room_completed"),
    sid: fc.option(sid),
  }),
  attended: fc.record({
    type: fc.constant("attended"),
    joins: fc.array(stay, { maxLength: 3 }),
  }),
  end: fc.record({ type: fc.constant("end"), by: party }),
  no_show: fc.record({ type: fc.constant("no_show") }),
  look_sheet_sent: fc.record({
    type: fc.constant("look_sheet_sent"),
    count: fc.nat(3),
    linkHash: fc.constantFrom("hash-9", "hash-10"),
  }),
  rated: fc.record({
    type: fc.constant("rated"),
    stars: fc.constantFrom(1, 5),
    words: fc.constantFrom("", "Lovely."),
  }),
  erase: fc.record({
    type: fc.constant("erase"),
    by: fc.constantFrom("artist", "admin"),
  }),
  recording_asked: fc.record({ type: fc.constant("recording_asked") }),
  consent_given: fc.record({
    type: fc.constant("consent_given"),
    party,
    textVersion: fc.constantFrom(RECORDING_CONSENT.version, "older"),
  }),
  consent_withdrawn: fc.record({
    type: fc.constant("consent_withdrawn"),
    party,
  }),
  recording_start: fc.record({ type: fc.constant("recording_start") }),
  recording_started: fc.record({
    type: fc.constant("recording_started"),
    roomSid: sid,
    sid: fc.option(recordingSid),
  }),
  recording_start_failed: fc.record({
    type: fc.constant("recording_start_failed"),
  }),
  recording_stop: fc.record({ type: fc.constant("recording_stop") }),
  recording_stopped: fc.record({ type: fc.constant("recording_stopped") }),
  recording_finished: fc.record({
    type: fc.constant("recording_finished"),
    roomSid: sid,
    sid: recordingSid,
    outcome: fc.constantFrom("completed", "failed"),
  }),
  recording_delete: fc.record({ type: fc.constant("recording_delete") }),
  recording_deleted: fc.record({ type: fc.constant("recording_deleted") }),
};

/** Likely events have more weight; otherwise few histories would become live. */
const event: fc.Arbitrary<Event> = fc.oneof(
  { arbitrary: arbitraries.confirm, weight: 6 },
  { arbitrary: arbitraries.start, weight: 6 },
  { arbitrary: arbitraries.end, weight: 2 },
  ...Object.values(arbitraries) as fc.Arbitrary<Event>[],
);
const history = fc.array(fc.tuple(event, instant), { maxLength: 30 });

/** Links are random, so no two events bring the same one. */
function withOwnLink(event: Event, step: number): Event {
  return "linkHash" in event
    ? { ...event, linkHash: `${event.linkHash}-${step}` }
    : event;
}

/** All successive records, by default from the request on. */
function lived(
  steps: readonly (readonly [Event, Instant])[],
  from: Consultation = aRequested(),
): Consultation[] {
  const all: Consultation[] = [from];
  for (const [i, [event, now]] of steps.entries()) {
    const move = transition(all.at(-1)!, withOwnLink(event, i), {
      now,
      joinPolicy: DEFAULT_JOIN_POLICY,
    });
    if (move.ok) all.push(move.next);
  }
  return all;
}

/** Allowed successors of each state; includes the state itself, for changes within it. */
const NEXT: Record<ConsultationState, readonly ConsultationState[]> = {
  requested: ["requested", "confirmed", "declined", "expired", "cancelled"],
  confirmed: ["confirmed", "live", "cancelled", "no_show"],
  live: ["live", "ended"],
  ended: ["ended", "erased"],
  declined: ["erased"],
  expired: ["erased"],
  cancelled: ["erased"],
  no_show: ["erased"],
  erased: ["erased"],
};

/** Runs a check on each pair of consecutive steps of random histories. */
function forEachStep(
  check: (before: Consultation, after: Consultation) => void,
) {
  fc.assert(
    fc.property(history, (steps) => {
      const all = lived(steps);
      all.slice(1).forEach((after, i) => {
        const before = all[i]!;
        if (after !== before) check(before, after);
      });
    }),
    { numRuns: 300 },
  );
}

Deno.test("random histories reach every state, so the properties below are not vacuous", () => {
  const seen = new Set<ConsultationState>();
  for (const steps of fc.sample(history, { numRuns: 500, seed: 1 })) {
    for (const { state } of lived(steps)) seen.add(state);
  }
  expect([...seen].sort()).toEqual(Object.keys(NEXT).sort());
});

Deno.test("property: states follow the diagram; an ended consultation stays ended", () => {
  forEachStep((before, after) => {
    expect([before.state, NEXT[before.state].includes(after.state)])
      .toEqual([before.state, true]);
  });
});

Deno.test("property: a session starts once and ends once", () => {
  forEachStep((before, after) => {
    if (after.state === "erased") return;
    if ("sessionStartedAt" in before) {
      expect(after).toHaveProperty("sessionStartedAt", before.sessionStartedAt);
    }
    if ("sessionEndedAt" in before) {
      expect(after).toMatchObject({
        sessionEndedAt: before.sessionEndedAt,
        endedBy: before.endedBy,
      });
    }
  });
});

Deno.test("property: the room's name never changes, and a completed room never comes back", () => {
  forEachStep((before, after) => {
    if ("twilioRoomName" in before && "twilioRoomName" in after) {
      expect(after.twilioRoomName).toBe(before.twilioRoomName);
    }
    if (!("twilioRoomStatus" in before) || !("twilioRoomStatus" in after)) {
      return;
    }
    const same = before.twilioRoomSid === after.twilioRoomSid;
    if (same && before.twilioRoomStatus === "completed") {
      expect(after.twilioRoomStatus).not.toBe("in-progress");
    }
    // A new room is created only after the previous one is over.
    if (before.twilioRoomStatus === "in-progress") {
      expect(after.twilioRoomStatus).not.toBe("pending");
    }
  });
});

Deno.test("property: the version rises with a new link or a cancellation, and with nothing else", () => {
  forEachStep((before, after) => {
    const dead = after.state === "cancelled" ||
      (before.state === "confirmed" && after.state === "confirmed" &&
        before.linkHash !== after.linkHash);
    expect(after.version - before.version).toBe(dead ? 1 : 0);
  });
});

Deno.test("property: nobody is left in a call that is over", () => {
  forEachStep((_before, after) => {
    if (after.state !== "ended") return;
    for (const { joinedAt, leftAt } of after.joins) {
      expect(leftAt).not.toBeNull();
      expect(leftAt).toBeGreaterThanOrEqual(joinedAt);
    }
  });
});

Deno.test("property: repeating any event changes nothing, except a reschedule", () => {
  fc.assert(
    fc.property(history, event, instant, (steps, last, now) => {
      const at = { now, joinPolicy: DEFAULT_JOIN_POLICY };
      const once = transition(lived(steps).at(-1)!, last, at);
      if (!once.ok || last.type === "reschedule") return;
      expect(transition(once.next, last, at)).toEqual({
        ok: true,
        changed: false,
        next: once.next,
      });
    }),
    { numRuns: 300 },
  );
});

/** Events of a live session's recording, with frequent agreements so that it runs. */
const recordingHistory = fc.array(
  fc.tuple(
    fc.oneof(
      {
        arbitrary: party.map((party) => ({
          type: "consent_given" as const,
          party,
          textVersion: RECORDING_CONSENT.version,
        })),
        weight: 6,
      },
      { arbitrary: arbitraries.recording_start, weight: 6 },
      { arbitrary: arbitraries.room_ready, weight: 3 },
      ...Object.values(arbitraries) as fc.Arbitrary<Event>[],
    ),
    instant,
  ),
  { maxLength: 40 },
);

Deno.test("property: recording is wanted only while live, in a room, and with both agreeing; it ends with the room", () => {
  let ran = 0;
  fc.assert(
    fc.property(recordingHistory, (steps) => {
      for (const one of lived(steps, aConsultation("live"))) {
        const recording = recordingOf(one);
        if (recording.state === "starting" || recording.state === "on") {
          ran++;
          expect(one).toMatchObject({
            state: "live",
            twilioRoomStatus: "in-progress",
          });
          expect(mayRecord(recording)).toBe(true);
        }
        if (one.state === "ended" && one.twilioRoomStatus === "completed") {
          expect(mayBeRunning(recording)).toBe(false);
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(ran).toBeGreaterThan(0);
});
