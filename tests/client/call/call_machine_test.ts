import { expect } from "expect";
import fc from "fast-check";
import {
  type CallEvent,
  type CallState,
  IDLE,
  MAX_TRIES,
  STABLE_AFTER,
  step,
} from "@/lib/client/call/call_machine.ts";
import { failure } from "@/tests/client/_support.ts";

/** Runs events; returns the state and the effects of the last one. */
function after(events: CallEvent[], from: CallState = IDLE, now = 0) {
  let last = { next: from, effects: [] as readonly unknown[] };
  for (const event of events) {
    last = step(last.next, event, { now, random: 0.5 });
  }
  return last;
}
const dropped = (code: number | null): CallEvent => ({
  type: "disconnected",
  code,
});
const JOINED: CallEvent[] = [{ type: "join" }, { type: "joined" }];

Deno.test("joining discards the previous attempt and connects once", () => {
  const { next, effects } = after([{ type: "join" }]);
  expect(next).toEqual({ is: "joining", tries: 0 });
  expect(effects).toEqual([{ do: "drop" }, { do: "connect" }]);
});

Deno.test("joining again while connecting or connected does nothing", () => {
  expect(after([{ type: "join" }, { type: "join" }]).effects).toEqual([]);
  expect(after([...JOINED, { type: "join" }]).effects).toEqual([]);
});

Deno.test("a room that was completed (53118) ends the call", () => {
  expect(after([...JOINED, dropped(53118)]).next.is).toBe("ended");
});

Deno.test("a newer tab (53205) replaces this one, and only the person can bring it back", () => {
  const away = after([...JOINED, dropped(53205)]).next;
  expect(away.is).toBe("elsewhere");
  for (
    const type of [
      "woken",
      "wait_over",
      "returned",
      "reconnected",
      "left",
    ] as const
  ) {
    expect(after([{ type }], away)).toEqual({ next: away, effects: [] });
  }
  expect(after([{ type: "join" }], away).effects).toContainEqual({
    do: "connect",
  });
});

Deno.test("any other loss is followed by a delay and one new attempt, with a fresh token", () => {
  for (const code of [null, 20104, 53000, 53001, 53002, 53106, 53204, 53405]) {
    const lost = after([...JOINED, dropped(code)]);
    expect(lost.next.is).toBe("rejoining");
    expect(lost.effects).toEqual([{ do: "drop" }, {
      do: "wait",
      ms: expect.any(Number),
    }]);
    expect(after([{ type: "wait_over" }], lost.next).effects).toEqual([
      { do: "drop" },
      { do: "connect" },
    ]);
  }
});

Deno.test("delays grow, and after the last automatic attempt the person is asked", () => {
  let state: CallState = after([{ type: "join" }]).next;
  const waits: number[] = [];
  for (let i = 0; i < MAX_TRIES; i++) {
    const failed = step(state, { type: "join_failed", code: 53000 }, {
      now: 0,
      random: 0.5,
    });
    for (const effect of failed.effects) {
      if (effect.do === "wait") waits.push(effect.ms);
    }
    state =
      step(failed.next, { type: "wait_over" }, { now: 0, random: 0.5 }).next;
  }
  expect(waits.length).toBe(MAX_TRIES);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  const end = step(state, { type: "join_failed", code: 53000 }, {
    now: 0,
    random: 0.5,
  });
  expect(end.next).toMatchObject({ is: "failed", tired: true });
  expect(end.effects).toEqual([{ do: "drop" }]);
  expect(after([{ type: "join" }], end.next).next).toEqual({
    is: "joining",
    tries: 0,
  });
});

Deno.test("a call that repeatedly connects and drops is bounded too; one that lasted starts counting afresh", () => {
  const tries = (since: number, now: number) => {
    const { next } = step(
      { is: "connected", tries: 3, since },
      dropped(53001),
      { now, random: 0.5 },
    );
    return next.is === "rejoining" ? next.tries : null;
  };
  expect(tries(0, STABLE_AFTER - 1)).toBe(4);
  expect(tries(0, STABLE_AFTER)).toBe(1);
});

Deno.test("when the network or the page returns, a pending attempt is made at once, and so is one that had given up", () => {
  const waiting = after([...JOINED, dropped(53001)]).next;
  expect(after([{ type: "woken" }], waiting).effects).toContainEqual({
    do: "connect",
  });
  const tired: CallState = { is: "failed", tired: true, sentence: "" };
  expect(after([{ type: "woken" }], tired).next.is).toBe("joining");
  const refused: CallState = { is: "failed", tired: false, sentence: "" };
  expect(after([{ type: "woken" }], refused).next.is).toBe("failed");
});

Deno.test("the SDK's own reconnecting is only displayed", () => {
  const away = after([...JOINED, { type: "reconnecting" }]);
  expect(away.next.is).toBe("reconnecting");
  expect(away.effects).toEqual([]);
  expect(after([{ type: "reconnected" }], away.next).next.is).toBe("connected");
});

Deno.test("each refusal of a token has its consequence", () => {
  const refused = (code: Parameters<typeof failure>[0]) =>
    after([{ type: "join" }, { type: "refused", failure: failure(code) }]).next
      .is;
  expect(refused("consultation_ended")).toBe("ended");
  expect(refused("opened_elsewhere")).toBe("elsewhere");
  expect(refused("room_not_ready")).toBe("rejoining");
  expect(refused("offline")).toBe("rejoining");
  expect(refused("video_unavailable")).toBe("rejoining");
  expect(refused("too_late")).toBe("failed");
  expect(refused("sign_in_required")).toBe("failed");
  expect(refused("too_early")).toBe("failed");
  expect(refused("not_found")).toBe("failed");
});

Deno.test("a room that is being created is awaited for as long as the server says, and costs no attempt", () => {
  const { next, effects } = after([{ type: "join" }, {
    type: "refused",
    failure: failure("room_not_ready", { retryAfterMs: 2_000 }),
  }]);
  expect(next).toMatchObject({ is: "rejoining", tries: 0 });
  expect(effects).toEqual([{ do: "wait", ms: 2_000 }]);
});

Deno.test("a page that is left disconnects the room, and reconnects only if it returns", () => {
  const left = after([...JOINED, { type: "left" }]);
  expect(left).toEqual({ next: IDLE, effects: [{ do: "drop" }] });
  expect(after([{ type: "returned" }], left.next).next.is).toBe("joining");
});

Deno.test("once ended, nothing connects again", () => {
  const events: CallEvent["type"][] = [
    "join",
    "joined",
    "reconnecting",
    "reconnected",
    "wait_over",
    "woken",
    "left",
    "returned",
  ];
  for (const type of events) {
    expect(after([{ type } as CallEvent], { is: "ended" })).toEqual({
      next: { is: "ended" },
      effects: [],
    });
  }
});

Deno.test("in any order of events: never a second connect without disconnecting the first, never an automatic one after 'elsewhere'", () => {
  const codes = fc.constantFrom(null, 20104, 53001, 53105, 53118, 53205);
  const event: fc.Arbitrary<CallEvent> = fc.oneof(
    fc.constantFrom(
      ...([
        "join",
        "joined",
        "reconnecting",
        "reconnected",
        "wait_over",
        "woken",
        "left",
        "returned",
      ] as const).map((type) => ({ type })),
    ),
    codes.map((code) => ({ type: "join_failed" as const, code })),
    codes.map((code) => ({ type: "disconnected" as const, code })),
    fc.constantFrom("offline", "too_late", "room_not_ready", "opened_elsewhere")
      .map((code) => ({
        type: "refused" as const,
        failure: failure(code as "offline"),
      })),
  );
  fc.assert(fc.property(fc.array(event, { maxLength: 40 }), (events) => {
    let state: CallState = IDLE;
    for (const event of events) {
      const { next, effects } = step(state, event, { now: 0, random: 0.5 });
      const kinds = effects.map((effect) => effect.do);
      if (kinds.includes("connect")) {
        expect(kinds).toEqual(["drop", "connect"]);
        expect(next.is).toBe("joining");
        if (state.is === "elsewhere") expect(event.type).toBe("join");
        expect(state.is).not.toBe("ended");
      }
      if (kinds.includes("wait")) expect(next.is).toBe("rejoining");
      state = next;
    }
  }));
});

Deno.test("a call that had no session for its token is joined again when there may be one", () => {
  const events: CallEvent[] = [
    { type: "join" },
    { type: "refused", failure: failure("sign_in_required") },
    { type: "woken" },
  ];
  expect(after(events).next.is).toBe("joining");
});
