import { expect } from "expect";
import fc from "fast-check";
import {
  type CallEvent,
  type CallState,
  IDLE,
  MAX_TRIES,
  STABLE_AFTER,
  step,
} from "@/lib/client/call_machine.ts";
import { failure } from "./_support.ts";

/** Runs events and gives the state and the effects of the last. */
function after(events: CallEvent[], from: CallState = IDLE, now = 0) {
  let last = { next: from, effects: [] as readonly unknown[] };
  for (const event of events) {
    last = step(last.next, event, now, 0.5);
  }
  return last;
}
const dropped = (code: number | null): CallEvent => ({
  type: "disconnected",
  code,
});
const JOINED: CallEvent[] = [{ type: "join" }, { type: "joined" }];

Deno.test("joining drops what was before and connects once", () => {
  const { next, effects } = after([{ type: "join" }]);
  expect(next).toEqual({ is: "joining", tries: 0 });
  expect(effects).toEqual([{ do: "drop" }, { do: "connect" }]);
});

Deno.test("joining again while a connect is under way, or while connected, does nothing", () => {
  expect(after([{ type: "join" }, { type: "join" }]).effects).toEqual([]);
  expect(after([...JOINED, { type: "join" }]).effects).toEqual([]);
});

Deno.test("a room that was completed (53118) ends the call", () => {
  expect(after([...JOINED, dropped(53118)]).next.is).toBe("ended");
});

Deno.test("a newer tab (53205) sends this one away, and nothing but a person's wish brings it back", () => {
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

Deno.test("any other loss is followed by a wait and one new attempt, with a fresh token", () => {
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

Deno.test("waits grow, and after the last automatic attempt a person is asked", () => {
  let state: CallState = after([{ type: "join" }]).next;
  const waits: number[] = [];
  for (let i = 0; i < MAX_TRIES; i++) {
    const failed = step(state, { type: "join_failed", code: 53000 }, 0, 0.5);
    for (const effect of failed.effects) {
      if (effect.do === "wait") waits.push(effect.ms);
    }
    state = step(failed.next, { type: "wait_over" }, 0, 0.5).next;
  }
  expect(waits.length).toBe(MAX_TRIES);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  const end = step(state, { type: "join_failed", code: 53000 }, 0, 0.5);
  expect(end.next).toMatchObject({ is: "failed", tired: true });
  expect(end.effects).toEqual([{ do: "drop" }]);
  expect(after([{ type: "join" }], end.next).next).toEqual({
    is: "joining",
    tries: 0,
  });
});

Deno.test("a call that connects and drops again and again is bounded too; one that held long starts afresh", () => {
  const tries = (since: number, now: number) => {
    const { next } = step(
      { is: "connected", tries: 3, since },
      dropped(53001),
      now,
      0.5,
    );
    return next.is === "rejoining" ? next.tries : null;
  };
  expect(tries(0, STABLE_AFTER - 1)).toBe(4);
  expect(tries(0, STABLE_AFTER)).toBe(1);
});

Deno.test("when the network or the page is back, a waiting attempt is made at once, and a tired one too", () => {
  const waiting = after([...JOINED, dropped(53001)]).next;
  expect(after([{ type: "woken" }], waiting).effects).toContainEqual({
    do: "connect",
  });
  const tired: CallState = { is: "failed", tired: true, sentence: "" };
  expect(after([{ type: "woken" }], tired).next.is).toBe("joining");
  const refused: CallState = { is: "failed", tired: false, sentence: "" };
  expect(after([{ type: "woken" }], refused).next.is).toBe("failed");
});

Deno.test("the SDK's own reconnecting is only shown", () => {
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
  expect(refused("too_early")).toBe("failed");
  expect(refused("not_found")).toBe("failed");
});

Deno.test("a room that is still being made is waited for as long as the server says, and costs no attempt", () => {
  const { next, effects } = after([{ type: "join" }, {
    type: "refused",
    failure: failure("room_not_ready", { retryAfterMs: 2_000 }),
  }]);
  expect(next).toMatchObject({ is: "rejoining", tries: 0 });
  expect(effects).toEqual([{ do: "wait", ms: 2_000 }]);
});

Deno.test("a page that leaves drops the room, and connects again only if it comes back", () => {
  const left = after([...JOINED, { type: "left" }]);
  expect(left).toEqual({ next: IDLE, effects: [{ do: "drop" }] });
  expect(after([{ type: "returned" }], left.next).next.is).toBe("joining");
});

Deno.test("once ended, nothing connects any more", () => {
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

Deno.test("whatever happens in whatever order: never a second connect without dropping the first, never one by itself after 'elsewhere'", () => {
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
      const { next, effects } = step(state, event, 0, 0.5);
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
