import { expect } from "expect";
import {
  type EventType,
  type InterruptionEffect,
  type InterruptionEvent,
  type InterruptionState,
  isInterrupted,
  type Loss,
  noInterruption,
  shownInterruption,
  stepInterruption,
} from "@/lib/client/interruption/interruption.ts";
import { MAX_TRIES } from "@/lib/client/interruption/interruption_moves.ts";

/** Applies events one after the other, a second apart, long after the captures began. */
function after(
  events: readonly InterruptionEvent[],
  { isPhone = true }: { isPhone?: boolean } = {},
) {
  let state = noInterruption(isPhone);
  let effects: readonly InterruptionEffect[] = [];
  let now = 0;
  const apply = (event: InterruptionEvent) => {
    ({ next: state, effects } = stepInterruption(state, event, now += 1_000));
  };
  for (const kind of ["audio", "video"] as const) {
    apply({ type: "captured", kind });
    apply({ type: "flows", kind });
  }
  now += 60_000;
  events.forEach(apply);
  return { state, effects };
}

const lost = (
  kind: "audio" | "video",
  by: Loss,
) => ({ type: "lost", kind, by }) as const;
const HIDDEN = { type: "hidden" } as const;
const VISIBLE = { type: "visible" } as const;

Deno.test("each sign begins an interruption, and has its own way out", () => {
  const phase = (...events: InterruptionEvent[]) => after(events).state.phase;
  expect(phase(lost("audio", "muted"))).toBe("taken");
  expect(phase(lost("audio", "ended"))).toBe("recovering");
  expect(phase(lost("video", "stalled"))).toBe("recovering");
  expect(phase(lost("audio", "silent"))).toBe("recovering");
  expect(phase({ type: "sound_paused" })).toBe("checking");
  expect(phase(HIDDEN)).toBe("hidden");
  expect(phase(HIDDEN, VISIBLE)).toBe("checking");
  expect(phase(HIDDEN, lost("video", "ended"))).toBe("hidden");
  expect(phase(HIDDEN, lost("video", "ended"), VISIBLE)).toBe("recovering");
  expect(phase(lost("audio", "muted"), lost("video", "ended"))).toBe("taken");
});

Deno.test("an unmuted track is not believed on a phone, and is on a computer", () => {
  const events = [
    lost("audio", "muted"),
    { type: "unmuted", kind: "audio" },
  ] as const;
  expect(after(events).state.phase).toBe("recovering");
  expect(after(events, { isPhone: false }).state.phase).toBe("flowing");
});

Deno.test("what the person switched off is neither lost nor captured", () => {
  const off = { type: "switched", kind: "video", on: false } as const;
  const { state } = after([off, lost("video", "ended")]);
  expect(state.phase).toBe("flowing");
  const both = after([off, HIDDEN, lost("audio", "ended"), VISIBLE]);
  expect(both.effects).toEqual([{ do: "recover", kinds: ["audio"] }]);
});

Deno.test("what only stands still is no sign before it has flowed", () => {
  const fresh = { type: "captured", kind: "video" } as const;
  expect(after([fresh, lost("video", "stalled")]).state.phase).toBe("flowing");
});

Deno.test("without a camera permission on a computer nobody is asked without a tap", () => {
  const { state, effects } = after([lost("video", "ended")], {
    isPhone: false,
  });
  expect(state.phase).toBe("stuck");
  expect(effects).toEqual([]);
  expect(after([lost("video", "gone")], { isPhone: false }).effects)
    .toEqual([{ do: "recover", kinds: ["video"] }]);
});

Deno.test("a computer's device that is unplugged without another one is said to be missing at once, and captured as soon as there is one", () => {
  const pc = { isPhone: false };
  const unplugged = [lost("audio", "missing")] as const;
  const { state, effects } = after(unplugged, pc);
  expect(shownInterruption(state)).toEqual({ media: "audio", step: "missing" });
  expect(effects).toEqual([]);
  const again = { type: "connected", kind: "audio" } as const;
  expect(after([...unplugged, again], pc).effects)
    .toEqual([{ do: "recover", kinds: ["audio"] }]);
});

Deno.test("taps that find nothing connected lead to no reload, and each device has its own problem", () => {
  const finds = { type: "failed", problems: { audio: "missing" } } as const;
  const taps = Array(3).fill([{ type: "tapped" }, finds, { type: "time" }])
    .flat();
  const { state } = after([lost("audio", "ended"), ...taps], {
    isPhone: false,
  });
  expect(shownInterruption(state)).toEqual({ media: "audio", step: "missing" });
  const both = after([
    lost("audio", "missing"),
    lost("video", "ended"),
    { type: "tapped" },
    {
      type: "failed",
      problems: { audio: "missing", video: "denied" },
    },
    { type: "time" },
  ], { isPhone: false });
  // First what a tap can change.
  expect(shownInterruption(both.state))
    .toEqual({ media: "video", step: "denied" });
});

const EVENTS: readonly InterruptionEvent[] = [
  ...(["audio", "video"] as const).flatMap((kind) => [
    { type: "captured", kind } as const,
    { type: "switched", kind, on: true } as const,
    { type: "switched", kind, on: false } as const,
    { type: "unmuted", kind } as const,
    { type: "flows", kind } as const,
    lost(kind, "muted"),
    lost(kind, "ended"),
    lost(kind, "gone"),
    lost(kind, "missing"),
    { type: "connected", kind } as const,
    { type: "failed", problems: { [kind]: "missing" } } as const,
    { type: "failed", problems: { [kind]: "denied" } } as const,
    lost(kind, "stalled"),
    lost(kind, "silent"),
  ]),
  { type: "sound_paused" },
  { type: "playback_stalled" },
  { type: "playing" },
  { type: "picture_shown", yes: true },
  { type: "picture_shown", yes: false },
  HIDDEN,
  VISIBLE,
  { type: "done", playing: true },
  { type: "done", playing: false },
  { type: "failed", problems: { audio: "busy", video: "denied" } },
  { type: "tapped" },
  { type: "own_began" },
  { type: "own_over" },
  { type: "time" },
  { type: "released" },
];

/** After these, attempts count afresh: by a person's doing, or the system's. */
const NEWS: readonly EventType[] = [
  "tapped",
  "visible",
  "unmuted",
  "connected",
  "released",
];

const SEEDS = 60;

/** Repeatable: Park and Miller's generator. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = state * 16_807 % 2_147_483_647) / 2_147_483_647;
}

/** A random life of a page; calls back with each step. */
function wander(
  seed: number,
  look: (
    event: InterruptionEvent,
    before: InterruptionState,
    step: ReturnType<typeof stepInterruption>,
  ) => void,
) {
  const pick = random(seed);
  let state = noInterruption(pick() < 0.5);
  let now = 0;
  for (let turn = 0; turn < 400; turn++) {
    const event = EVENTS[Math.floor(pick() * EVENTS.length)]!;
    now += pick() * 5_000;
    const step = stepInterruption(state, event, now);
    look(event, state, step);
    state = step.next;
  }
}

Deno.test("in any order of events: one recovery at a time, none in the background or for what is off, and a bounded number without a person", () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    let unasked = 0;
    wander(seed, (event, before, { next, effects }) => {
      if (NEWS.includes(event.type)) {
        unasked = 0;
      }
      if (next.phase === "flowing") unasked = 0;
      for (const effect of effects) {
        if (effect.do !== "recover") continue;
        // Later attempts have seconds between them, and never show a prompt.
        const isLater = event.type === "time" &&
          (before.phase === "stuck" || before.phase === "taken");
        const isDenied = effect.kinds.some((kind) =>
          before.memory[kind].problem === "denied"
        );
        if (isLater) expect(isDenied).toBe(false);
        if (event.type !== "tapped" && !isLater) unasked++;
        expect(next.phase).toBe("recovering");
        expect(next.memory.hidden || next.memory.own).toBe(false);
        // Only the result of one attempt begins another.
        if (before.phase === "recovering") {
          expect(["done", "failed"]).toContain(event.type);
        }
        expect(effect.kinds.length).toBeGreaterThan(0);
        for (const kind of effect.kinds) {
          expect(next.memory[kind].off).toBe(false);
        }
      }
      expect(unasked).toBeLessThanOrEqual(MAX_TRIES);
    });
  }
});

Deno.test("in any order of events: flowing means that nothing is lost, whatever is lost is said or waited for, and the page's own doing is not told", () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    wander(seed, (_, __, { next }) => {
      const { phase, memory } = next;
      const isLost = (["audio", "video"] as const)
        .some((kind) => !memory[kind].off && memory[kind].trust === "lost");
      if (phase === "flowing") {
        expect(isLost).toBe(false);
        expect(isInterrupted(next)).toBe(false);
        expect(shownInterruption(next)).toBeNull();
      }
      if (phase === "stuck" || phase === "taken") {
        expect(shownInterruption(next)).not.toBeNull();
      }
    });
  }
});

Deno.test("from any state, tracks that are captured, and flow and play, end every interruption of a visible page", () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    let state = noInterruption(true);
    wander(seed, (_, __, { next }) => state = next);
    const ends: InterruptionEvent[] = [
      { type: "own_over" },
      VISIBLE,
      { type: "picture_shown", yes: true },
      ...(["audio", "video"] as const).flatMap((kind) => [
        { type: "captured", kind } as const,
        { type: "flows", kind } as const,
      ]),
      { type: "done", playing: true },
      { type: "playing" },
      { type: "time" },
      { type: "done", playing: true },
    ];
    for (const event of ends) {
      state = stepInterruption(state, event, 1e9).next;
    }
    expect(state.phase).toBe("flowing");
    expect(isInterrupted(state)).toBe(false);
  }
});
