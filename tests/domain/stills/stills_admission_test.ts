import { expect } from "expect";
import { MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/consultation/join_window.ts";
import {
  LATE_STILLS,
  stillsRefusal,
} from "@/lib/domain/stills/stills_admission.ts";
import type { StillEvent } from "@/lib/domain/stills/stills_rules.ts";
import {
  aConsultation,
  oneOfEach,
  START,
} from "@/tests/_support/a_consultation.ts";

type Type = StillEvent["type"];
const context = (now: number) => ({ now, joinPolicy: DEFAULT_JOIN_POLICY });

Deno.test("in each state at its time: who may ask, answer, send, choose and delete", () => {
  const states = oneOfEach();
  const codes = (type: Type) =>
    Object.fromEntries(
      Object.entries(states).map(([state, one]) => [
        state,
        stillsRefusal(
          one,
          type,
          context(state === "ended" ? one.endsAt : START),
        )?.code ?? "ok",
      ]),
    );
  const never = {
    requested: "not_confirmed",
    declined: "consultation_cancelled",
    expired: "consultation_cancelled",
    cancelled: "consultation_cancelled",
    no_show: "too_late",
    erased: "consultation_erased",
  };
  const now = { ...never, confirmed: "ok", live: "ok" };
  const table = {
    ask: { ...now, ended: "consultation_ended" },
    withdraw: { ...now, ended: "consultation_ended" },
    refuse: { ...now, ended: "consultation_ended" },
    send: { ...now, ended: "ok" },
    approve: { ...now, ended: "ok" },
    remove: {
      requested: "ok",
      declined: "ok",
      expired: "ok",
      cancelled: "ok",
      no_show: "ok",
      confirmed: "ok",
      live: "ok",
      ended: "ok",
      erased: "consultation_erased",
    },
  } satisfies Record<Type, Record<ConsultationState, string>>;
  for (const type of Object.keys(table) as Type[]) {
    expect([type, codes(type)]).toEqual([type, table[type]]);
  }
});

Deno.test("before the window pictures may be sent, and nothing asked for", () => {
  const confirmed = aConsultation("confirmed");
  const early = context(START - 60 * MINUTE);
  expect(stillsRefusal(confirmed, "send", early)).toBeNull();
  expect(stillsRefusal(confirmed, "ask", early)?.code).toBe("too_early");
});

Deno.test("after the window nothing is sent to a consultation that never started", () => {
  const confirmed = aConsultation("confirmed");
  const { graceMs } = DEFAULT_JOIN_POLICY;
  const late = context(confirmed.endsAt + graceMs + 2 * SECOND);
  expect(stillsRefusal(confirmed, "send", late)?.code).toBe("too_late");
});

Deno.test("a picture on its way when the call ends may arrive for a while", () => {
  const ended = aConsultation("ended");
  const at = ended.sessionEndedAt + LATE_STILLS;
  expect(stillsRefusal(ended, "send", context(at - 1))).toBeNull();
  expect(stillsRefusal(ended, "send", context(at))?.code)
    .toBe("consultation_ended");
  // The choice for the look sheet has no end.
  expect(stillsRefusal(ended, "approve", context(at + LATE_STILLS))).toBeNull();
});
