import { expect } from "expect";
import { admissionRefusal } from "@/lib/domain/consultation/admission.ts";
import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";
import { HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  DEFAULT_JOIN_POLICY,
  joinWindow,
  windowPhase,
} from "@/lib/domain/consultation/join_window.ts";
import type { RefusalCode } from "@/lib/domain/basic/refusal.ts";
import {
  aConsultation,
  oneOfEach,
  START,
} from "@/tests/_support/a_consultation.ts";

const END = START + 45 * MINUTE;
const EDGES = [
  ["10:01 before the start", START - 10 * MINUTE - SECOND, "early"],
  ["a millisecond before it opens", START - 10 * MINUTE - 1, "early"],
  ["10:00 before the start", START - 10 * MINUTE, "open"],
  ["at the start", START, "open"],
  ["at the end", END, "open"],
  ["at the end of the grace", END + 15 * MINUTE, "open"],
  ["within that second", END + 15 * MINUTE + SECOND - 1, "open"],
  ["one second after it", END + 15 * MINUTE + SECOND, "closed"],
] as const;

for (const [what, now, phase] of EDGES) {
  Deno.test(`the window ${what} is ${phase}`, () => {
    const window = joinWindow(aConsultation("confirmed"), DEFAULT_JOIN_POLICY);
    expect(windowPhase(window, now)).toBe(phase);
  });

  for (const state of ["confirmed", "live"] as const) {
    Deno.test(`${what}, a ${state} consultation can ${phase === "open" ? "" : "not "}be attended`, () => {
      const refusal = admissionRefusal(aConsultation(state), {
        now,
        joinPolicy: DEFAULT_JOIN_POLICY,
      });
      expect(refusal?.code ?? "open").toBe(
        { early: "too_early", open: "open", closed: "too_late" }[phase],
      );
      if (refusal) {
        expect(refusal.facts).toEqual({
          opensAt: START - 10 * MINUTE,
          closesAt: END + 15 * MINUTE,
          now,
        });
      }
    });
  }
}

Deno.test("only a confirmed or live consultation can be attended; the others give a reason", () => {
  const why: Record<ConsultationState, RefusalCode | null> = {
    requested: "not_confirmed",
    confirmed: null,
    live: null,
    ended: "consultation_ended",
    declined: "consultation_cancelled",
    expired: "consultation_cancelled",
    cancelled: "consultation_cancelled",
    no_show: "too_late",
    erased: "consultation_erased",
  };
  for (const consultation of Object.values(oneOfEach())) {
    const refusal = admissionRefusal(consultation, {
      now: START,
      joinPolicy: DEFAULT_JOIN_POLICY,
    });
    expect([consultation.state, refusal?.code ?? null])
      .toEqual([consultation.state, why[consultation.state]]);
  }
});

Deno.test("a policy without early minutes or grace opens at the start and closes at the end", () => {
  const none = { earlyMs: 0, graceMs: 0 };
  const window = joinWindow({ startsAt: START, endsAt: END }, none);
  expect(window).toEqual({ opensAt: START, closesAt: END });
  expect(windowPhase(window, START - 1)).toBe("early");
  expect(windowPhase(window, END)).toBe("open");
  expect(windowPhase(window, END + HOUR)).toBe("closed");
});
