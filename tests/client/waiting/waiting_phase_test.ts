import { expect } from "expect";
import {
  type ConsultationState,
  STATE_LABEL,
} from "@/lib/domain/consultation/consultation.ts";
import {
  isOver,
  type Phase,
  phaseOf,
} from "@/lib/client/waiting/waiting_phase.ts";
import { aSnapshot, T0 } from "@/tests/_support/a_snapshot.ts";

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
    expect(phaseOf(aSnapshot(window), { elsewhere: false, now })).toBe(phase);
  }
});

Deno.test("every state has its phase, and exactly the final ones are over", () => {
  const phases = (Object.keys(STATE_LABEL) as ConsultationState[]).map((
    state,
  ) =>
    [
      state,
      phaseOf(aSnapshot({ ...window, state }), {
        elsewhere: false,
        now: opens,
      }),
    ] as const
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

Deno.test("another tab matters only while there is something to hold", () => {
  const of = (state: ConsultationState, now = opens) =>
    phaseOf(aSnapshot({ ...window, state }), { elsewhere: true, now });
  expect(of("confirmed")).toBe("elsewhere");
  expect(of("live")).toBe("elsewhere");
  expect(of("confirmed", opens - 1)).toBe("early");
  expect(of("ended")).toBe("ended");
  expect(of("cancelled")).toBe("cancelled");
});

Deno.test("a live consultation past its window can still be joined on the page: the server decides", () => {
  const snapshot = aSnapshot({
    ...window,
    state: "live",
    twilioRoomStatus: "in-progress",
  });
  expect(phaseOf(snapshot, { elsewhere: false, now: closes + 60 * MIN })).toBe(
    "live",
  );
});
