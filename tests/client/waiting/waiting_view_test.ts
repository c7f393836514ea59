import { expect } from "expect";
import type { Phase } from "@/lib/client/waiting/waiting_phase.ts";
import { waitingView } from "@/lib/client/waiting/waiting_view.ts";
import { failure } from "@/tests/client/_support.ts";

const PHASES: Readonly<
  Record<Phase, readonly [undecided: string, decided: string]>
> = {
  unconfirmed: ["room", "room"],
  early: ["room", "room"],
  waiting: ["room", "room"],
  preparing: ["room", "room"],
  live: ["room", "call"],
  ended: ["over", "over"],
  cancelled: ["over", "over"],
  closed: ["over", "over"],
  erased: ["over", "over"],
  elsewhere: ["elsewhere", "elsewhere"],
};

Deno.test("each phase has one view, and a live call is entered by those who have decided about their devices", () => {
  const entries = Object.entries(PHASES) as [Phase, readonly string[]][];
  for (const [phase, views] of entries) {
    const shown = [false, true].map((decided) =>
      waitingView({ phase, gone: null, suspended: null, decided }).is
    );
    expect([phase, ...shown]).toEqual([phase, ...views]);
  }
});

Deno.test("a page that may no longer watch says so, whatever it showed before", () => {
  const gone = failure("link_replaced");
  for (const phase of Object.keys(PHASES) as Phase[]) {
    expect(waitingView({ phase, gone, suspended: null, decided: true }))
      .toEqual({ is: "closed", why: gone });
  }
});

Deno.test("a page whose session ended keeps its call and its end, and is closed otherwise", () => {
  const suspended = failure("sign_in_required");
  const view = (phase: Phase, decided: boolean) =>
    waitingView({ phase, gone: null, suspended, decided }).is;
  expect(view("live", true)).toBe("call");
  expect(view("ended", true)).toBe("over");
  expect(view("live", false)).toBe("closed");
});
