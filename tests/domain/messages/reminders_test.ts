import { expect } from "expect";
import type { InState } from "@/lib/domain/consultation/consultation.ts";
import { parseTabId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/consultation/join_window.ts";
import type { Lease, PresenceOf } from "@/lib/domain/call/presence.ts";
import { dueReminders, isClientLate } from "@/lib/domain/messages/reminders.ts";
import {
  aConsultation,
  oneOfEach,
  START,
  walk,
} from "@/tests/_support/a_consultation.ts";

const CASES: readonly [agreed: number, now: number, due: string[]][] = [
  // Confirmed days before.
  [2 * DAY, DAY + 1, []],
  [2 * DAY, DAY, ["day"]],
  [2 * DAY, 2 * HOUR + 1, ["day"]],
  [2 * DAY, 2 * HOUR, []],
  [2 * DAY, 15 * MINUTE + 1, []],
  [2 * DAY, 15 * MINUTE, ["soon"]],
  [2 * DAY, 1, ["soon"]],
  [2 * DAY, 0, []],
  [2 * DAY, -HOUR, []],
  // Confirmed exactly a day before, or later: the confirmation has just said
  // it.
  [DAY, DAY, []],
  [DAY, 20 * HOUR, []],
  [DAY + 1, DAY, ["day"]],
  [20 * HOUR, 19 * HOUR, []],
  [20 * HOUR, 15 * MINUTE, ["soon"]],
  [15 * MINUTE, 15 * MINUTE, []],
  [10 * MINUTE, 5 * MINUTE, []],
];

for (const [agreed, ahead, due] of CASES) {
  Deno.test(`confirmed ${agreed / MINUTE} minutes before the start, seen ${ahead} ms before it: ${due.join() || "nothing"} is due`, () => {
    const confirmed = aConsultation("confirmed", { now: START - agreed });
    expect(dueReminders(confirmed, START - ahead)).toEqual(due);
  });
}

Deno.test("a reminder that was sent is not due again", () => {
  const reminded = walk(aConsultation("confirmed"), [[{
    type: "remind",
    reminder: "day",
    linkHash: "h",
  }, START - DAY]]);
  expect(dueReminders(reminded, START - DAY)).toEqual([]);
  expect(dueReminders(reminded, START - MINUTE)).toEqual(["soon"]);
});

Deno.test("a new time has reminders of its own, only where it was agreed early enough", () => {
  const moved = (to: number, at: number) =>
    walk(aConsultation("confirmed"), [[
      { type: "remind", reminder: "day", linkHash: "h" },
      START - DAY,
    ], [{
      type: "reschedule",
      by: "artist",
      noticeMs: 0,
      startsAt: to,
      endsAt: to + HOUR,
      heldUntil: to + HOUR,
      linkHash: "other",
    }, at]]);
  const later = moved(START + 3 * DAY, START - 20 * HOUR);
  expect(dueReminders(later, START - DAY)).toEqual([]);
  expect(dueReminders(later, START + 2 * DAY)).toEqual(["day"]);
  const sooner = moved(START + HOUR, START - 20 * HOUR);
  expect(dueReminders(sooner, START - 19 * HOUR)).toEqual([]);
});

Deno.test("only confirmed consultations have reminders", () => {
  for (const [state, one] of Object.entries(oneOfEach())) {
    expect([state, dueReminders(one, START - MINUTE)])
      .toEqual([state, state === "confirmed" ? ["soon"] : []]);
  }
});

const lease = (since: number, seenAt: number): Lease => ({
  tab: parseTabId("tab-0001")!,
  since,
  seenAt,
  leftAt: null,
});

function missed(
  consultation: InState<"confirmed" | "live" | "ended" | "cancelled">,
  now: number,
  presence: Partial<PresenceOf>,
) {
  const whole = { client: null, artist: null, ...presence };
  return isClientLate(consultation, whole, {
    now,
    joinPolicy: DEFAULT_JOIN_POLICY,
  });
}

Deno.test("a waiting artist misses the client a minute after the start, and not before", () => {
  const confirmed = aConsultation("confirmed");
  const waits = (since: number, now: number) =>
    missed(confirmed, now, { artist: lease(since, now) });
  expect(waits(START - 5 * MINUTE, START - 1)).toBe(false);
  expect(waits(START - 5 * MINUTE, START + MINUTE - 1)).toBe(false);
  expect(waits(START - 5 * MINUTE, START + MINUTE)).toBe(true);
  expect(waits(START + 4 * MINUTE, START + 5 * MINUTE - 1)).toBe(false);
  expect(waits(START + 4 * MINUTE, START + 5 * MINUTE)).toBe(true);
});

Deno.test("no ready mail is due if the artist is not waiting, the client is present, or the window is closed", () => {
  const confirmed = aConsultation("confirmed");
  const now = START + 5 * MINUTE;
  const here = lease(START, now);
  expect(missed(confirmed, now, {})).toBe(false);
  expect(missed(confirmed, now, { artist: here, client: here })).toBe(false);
  const gone = { artist: here, client: lease(START, now - MINUTE) };
  expect(missed(confirmed, now, gone)).toBe(true);
  const late = START + 3 * HOUR;
  expect(missed(confirmed, late, { artist: lease(START, late) })).toBe(false);
});

Deno.test("an artist who starts misses the client at once, unless the client was already in the call", () => {
  const live = aConsultation("live");
  expect(missed(live, START, {})).toBe(true);
  expect(missed(live, START + MINUTE, {})).toBe(false);
  const now = START + 5 * MINUTE;
  expect(missed(live, now, { artist: lease(START, now) })).toBe(true);
  const been = {
    ...live,
    joins: [{
      party: "client",
      participantSid: "PA1",
      joinedAt: START + SECOND,
      leftAt: START + MINUTE,
    }],
  } as const;
  expect(missed(been, now, { artist: lease(START, now) })).toBe(false);
});

Deno.test("nobody is missed after the end", () => {
  const now = START + 5 * MINUTE;
  const artist = lease(START, now);
  expect(missed(aConsultation("ended"), now, { artist })).toBe(false);
  expect(missed(aConsultation("cancelled"), now, { artist })).toBe(false);
});
