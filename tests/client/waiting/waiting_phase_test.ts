import { expect } from "expect";
import { type State, STATE_LABEL } from "@/lib/domain/consultation.ts";
import { isOver, type Phase, phaseOf } from "@/lib/client/waiting_phase.ts";
import { aSnapshot, T0 } from "./_support.ts";

const MIN = 60_000;
const iso = (at: number) => new Date(at).toISOString();
const opens = T0;
const closes = T0 + 50 * MIN;
const window = { opensAt: iso(opens), closesAt: iso(closes) };

Deno.test("a confirmed consultation is early, open or closed, to the second", () => {
  const cases: [number, Phase][] = [
    [opens - 1, "early"],
    [opens, "waiting"],
    [closes, "waiting"],
    [closes + 999, "waiting"],
    [closes + 1_000, "closed"],
  ];
  for (const [now, phase] of cases) {
    expect(phaseOf(aSnapshot(window), false, now)).toBe(phase);
  }
});

Deno.test("every state has its phase, and exactly the settled ones are over", () => {
  const phases = (Object.keys(STATE_LABEL) as State[]).map((state) =>
    [state, phaseOf(aSnapshot({ ...window, state }), false, opens)] as const
  );
  expect(Object.fromEntries(phases)).toEqual({
    requested: "unconfirmed",
    confirmed: "waiting",
    live: "preparing",
    ended: "ended",
    declined: "cancelled",
    expired: "cancelled",
    cancelled: "cancelled",
    no_show: "closed",
    erased: "erased",
  });
  expect(phases.filter(([, phase]) => isOver(phase)).map(([state]) => state))
    .toEqual([
      "ended",
      "declined",
      "expired",
      "cancelled",
      "no_show",
      "erased",
    ]);
});

Deno.test("another tab matters while there is something to hold, and not before or after", () => {
  const of = (state: State, now = opens) =>
    phaseOf(aSnapshot({ ...window, state }), true, now);
  expect(of("confirmed")).toBe("elsewhere");
  expect(of("live")).toBe("elsewhere");
  expect(of("confirmed", opens - 1)).toBe("early");
  expect(of("ended")).toBe("ended");
  expect(of("cancelled")).toBe("cancelled");
});

Deno.test("a live consultation that overruns its window is still joinable on the page: the server decides", () => {
  const snapshot = aSnapshot({
    ...window,
    state: "live",
    twilioRoomStatus: "in-progress",
  });
  expect(phaseOf(snapshot, false, closes + 60 * MIN)).toBe("live");
});
