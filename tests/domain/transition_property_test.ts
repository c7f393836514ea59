import { expect } from "expect";
import fc from "fast-check";
import type { Consultation, State } from "@/lib/domain/consultation.ts";
import { HOUR, type Instant, MINUTE } from "@/lib/domain/instant.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/join_window.ts";
import { type Event, transition } from "@/lib/domain/transition.ts";
import { aRequested, START } from "@/tests/_support/a_consultation.ts";

const instant = fc.integer({ min: START - HOUR, max: START + 2 * HOUR });
const party = fc.constantFrom("client" as const, "artist" as const);
const sid = fc.constantFrom("RM1", "RM2");
const participantSid = fc.constantFrom("PA1", "PA2", "PA3");

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
  cancel: fc.record({ type: fc.constant("cancel"), by: party }),
  reschedule: fc.record({
    type: fc.constant("reschedule"),
    startsAt: fc.constantFrom(START, START + 15 * MINUTE),
    endsAt: fc.constantFrom(START + HOUR),
    linkHash: fc.constantFrom("hash-3", "hash-4"),
  }),
  start: fc.record({ type: fc.constant("start") }),
  room_ready: fc.record({ type: fc.constant("room_ready"), sid }),
  room_completed: fc.record({
    type: fc.constant("room_completed"),
    sid: fc.option(sid),
  }),
  joined: fc.record({
    type: fc.constant("joined"),
    party,
    participantSid,
    at: instant,
  }),
  left: fc.record({ type: fc.constant("left"), participantSid, at: instant }),
  end: fc.record({ type: fc.constant("end"), by: party }),
  no_show: fc.record({ type: fc.constant("no_show") }),
};

/** The likely ones more often, or few histories would ever become live. */
const event: fc.Arbitrary<Event> = fc.oneof(
  { arbitrary: arbitraries.confirm, weight: 6 },
  { arbitrary: arbitraries.start, weight: 6 },
  ...Object.values(arbitraries) as fc.Arbitrary<Event>[],
);
const history = fc.array(fc.tuple(event, instant), { maxLength: 30 });

/** Everything that the consultation was, from the request on. */
function lived(steps: readonly (readonly [Event, Instant])[]): Consultation[] {
  const all: Consultation[] = [aRequested()];
  for (const [event, now] of steps) {
    const move = transition(all.at(-1)!, event, {
      now,
      joinPolicy: DEFAULT_JOIN_POLICY,
    });
    if (move.ok) all.push(move.next);
  }
  return all;
}

/** Where one may go from where; reflexive, for what changes within a state. */
const NEXT: Record<State, readonly State[]> = {
  requested: ["confirmed", "declined", "expired", "cancelled"],
  confirmed: ["confirmed", "live", "cancelled", "no_show"],
  live: ["live", "ended"],
  ended: ["ended"],
  declined: [],
  expired: [],
  cancelled: [],
  no_show: [],
};

/** Runs a check on each two neighbours of random histories. */
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

Deno.test("random histories do reach every state, so the properties below mean something", () => {
  const seen = new Set<State>();
  for (const steps of fc.sample(history, { numRuns: 500, seed: 1 })) {
    for (const { state } of lived(steps)) seen.add(state);
  }
  expect([...seen].sort()).toEqual(Object.keys(NEXT).sort());
});

Deno.test("property: states follow the picture; an ended consultation stays ended", () => {
  forEachStep((before, after) => {
    expect([before.state, NEXT[before.state].includes(after.state)])
      .toEqual([before.state, true]);
  });
});

Deno.test("property: a session starts once and ends once", () => {
  forEachStep((before, after) => {
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
      expect(after.twilioRoomStatus).toBe("completed");
    }
    if (before.twilioRoomStatus !== "pending") {
      expect(after.twilioRoomStatus).not.toBe("pending");
    }
  });
});

Deno.test("property: the version rises with a new link or a cancel, and with nothing else", () => {
  forEachStep((before, after) => {
    const dead = after.state === "cancelled" ||
      ("linkHash" in before && before.state === "confirmed" &&
        after.state === "confirmed");
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

Deno.test("property: whatever just happened, the same again changes nothing, except a reschedule", () => {
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
