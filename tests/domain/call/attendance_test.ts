/** Attendance from events that are late, repeated, out of order or lost. */
import { expect } from "expect";
import { identityOf } from "@/lib/domain/call/identity.ts";
import fc from "fast-check";
import type { Join } from "@/lib/domain/consultation/consultation.ts";
import { HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  attendanceOf,
  closeJoins,
  joinOf,
  mergeJoins,
  REJOIN_GRACE,
} from "@/lib/domain/call/attendance.ts";
import { consultationId } from "@/tests/_support/a_consultation.ts";

const ID = consultationId("mfzwizltoqqgsztpojxw63ik4q");
const OTHER = consultationId("nfzwizltoqqgsztpojxw63ik4q");
/** A call that begins at minute 0. */
const T = Date.parse("2026-11-22T16:00:00Z");
const LONG_AFTER = T + 10 * HOUR;

const partyOf = (sid: string) =>
  sid.startsWith("A") ? "artist" as const : "client" as const;

/** In seconds from the start. A leave without its join uses its own time as the join. */
const came = (sid: string, at: number): Join => ({
  party: partyOf(sid),
  participantSid: sid,
  joinedAt: T + at * SECOND,
  leftAt: null,
});
const went = (sid: string, at: number, stayed = 0): Join => ({
  ...came(sid, at - stayed),
  leftAt: T + at * SECOND,
});

const heard = (news: readonly Join[]) =>
  news.reduce<readonly Join[]>((joins, one) => mergeJoins(joins, [one]), []);

const intervals = (
  visits: readonly { party: string; joinedAt: number; leftAt: number | null }[],
) =>
  visits.map(({ party, joinedAt, leftAt }) =>
    `${party} ${(joinedAt - T) / SECOND}-${
      leftAt === null ? "" : (leftAt - T) / SECOND
    }`
  );

for (
  const [what, news, expected] of [
    ["someone comes", [came("C1", 10)], ["client 10-"]],
    ["and goes", [came("C1", 10), went("C1", 200)], ["client 10-200"]],
    ["and comes back long after", [
      came("C1", 10),
      went("C1", 200),
      came("C2", 500),
    ], ["client 10-200", "client 500-"]],
    ["a page is loaded again", [
      came("C1", 10),
      went("C1", 200),
      came("C2", 215),
      went("C2", 230),
      came("C3", 290),
      went("C3", 900),
    ], ["client 10-900"]],
    ["the return is heard of before the leave", [
      came("C1", 10),
      came("C2", 215),
      went("C1", 200),
    ], ["client 10-"]],
    ["both are there", [came("A1", 5), came("C1", 10)], [
      "artist 5-",
      "client 10-",
    ]],
    ["one goes, and the other's return is no return of theirs", [
      came("C1", 10),
      went("C1", 200),
      came("A1", 210),
    ], ["client 10-200", "artist 210-"]],
    [
      "a second tab takes over, and the first one's leave comes after it",
      [came("C1", 10), came("C2", 200), went("C1", 201), went("C2", 400)],
      ["client 10-400"],
    ],
    ["the first one's leave got lost", [
      came("C1", 10),
      came("C2", 300),
      went("C2", 400),
    ], ["client 10-400"]],
    ["a leave before its own join", [went("C1", 200), came("C1", 10)], [
      "client 10-200",
    ]],
    ["a leave whose join was lost, with its length", [went("C1", 200, 150)], [
      "client 50-200",
    ]],
    ["a leave whose join was lost, without its length", [went("C1", 200)], [
      "client 200-200",
    ]],
    ["a leave is said twice", [
      came("C1", 10),
      went("C1", 200),
      went("C1", 250),
    ], ["client 10-200"]],
    ["a leave from before the join, by a clock that runs behind", [
      came("C1", 10),
      went("C1", 9),
    ], ["client 9-9"]],
  ] as [string, Join[], string[]][]
) {
  Deno.test(`who was in the call: ${what}`, () => {
    expect(intervals(attendanceOf(heard(news), LONG_AFTER))).toEqual(expected);
    // In any order of arrival.
    expect(intervals(attendanceOf(heard([...news].reverse()), LONG_AFTER)))
      .toEqual(expected);
  });
}

Deno.test("a leave counts only after its grace, or at once when the call is over", () => {
  const joins = heard([came("C1", 10), went("C1", 200)]);
  const leftAt = T + 200 * SECOND;
  const at = (now: number) => attendanceOf(joins, now)[0]!.leftAt;
  expect(at(leftAt)).toBeNull();
  expect(at(leftAt + REJOIN_GRACE)).toBeNull();
  expect(at(leftAt + REJOIN_GRACE + 1)).toBe(leftAt);
  expect(at(Infinity)).toBe(leftAt);
});

Deno.test("a return within the grace, to the second, continues the attendance; a second later starts another", () => {
  const grace = REJOIN_GRACE / SECOND;
  const visits = (back: number) =>
    attendanceOf(heard([came("C1", 0), went("C1", 100), came("C2", back)]), T);
  expect(visits(100 + grace)).toHaveLength(1);
  expect(visits(101 + grace)).toHaveLength(2);
});

Deno.test("a repeat changes nothing, so nothing is written", () => {
  const joins = heard([came("C1", 10), went("C1", 20), came("A1", 12)]);
  expect(mergeJoins(joins, joins)).toBe(joins);
  expect(mergeJoins(joins, [came("C1", 10), went("C1", 20)])).toBe(joins);
  expect(mergeJoins(joins, [came("C1", 99), went("C1", 99)])).toBe(joins);
  expect(mergeJoins(joins, [])).toBe(joins);
});

Deno.test("at the end everybody has left, nobody later, and nobody before they joined", () => {
  const joins = heard([
    came("C1", 10),
    went("C2", 40, 5),
    went("A1", 20, 10),
    came("A2", 50),
  ]);
  expect(
    closeJoins(joins, T + 30 * SECOND).map((join) =>
      `${join.participantSid} ${(join.leftAt! - T) / SECOND}`
    ),
  ).toEqual(["A1 20", "C1 30", "C2 35", "A2 50"]);
});

Deno.test("a join is ours only by its full identity, and is recorded in whole seconds", () => {
  const seen = {
    participantSid: "PA1",
    identity: identityOf(ID, "client"),
    joinedAt: T + 999,
    leftAt: T + 5001,
  };
  expect(joinOf(ID, seen)).toEqual({
    party: "client",
    participantSid: "PA1",
    joinedAt: T,
    leftAt: T + 5 * SECOND,
  });
  for (
    const identity of ["", "client", `${ID}`, `${ID}:admin`, `${ID}:client:x`]
  ) expect(joinOf(ID, { ...seen, identity })).toBeNull();
  expect(joinOf(OTHER, seen)).toBeNull();
});

/** The true history: one person after the other for each party, in whole seconds. */
const history = fc.record({
  client: fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.nat(300))),
  artist: fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.nat(300))),
}).map(({ client, artist }) => [
  ...joinsOf("C", client),
  ...joinsOf("A", artist),
]);

function joinsOf(prefix: string, gaps: readonly (readonly [number, number])[]) {
  let at = 0;
  return gaps.map(([gap, stayed], i) => {
    at += gap + stayed;
    return went(`${prefix}${i}`, at, stayed);
  });
}

/** The events of a history: each join and leave zero or more times, in any order. */
const told = history.chain((truth) => {
  const news = truth.flatMap((stay) => [
    { ...stay, leftAt: null },
    { ...stay, joinedAt: stay.leftAt! },
    stay,
  ]);
  const some = news.length === 0
    ? fc.constant([])
    : fc.array(fc.constantFrom(...news), { maxLength: 60 });
  return fc.record({ truth: fc.constant(truth), news: some });
});

const inOrder = (joins: readonly Join[]) =>
  [...joins].sort((a, b) => a.participantSid < b.participantSid ? -1 : 1);

Deno.test("property: whatever was lost, repeated or out of order, the room's own list corrects it", () => {
  fc.assert(fc.property(told, ({ truth, news }) => {
    expect(inOrder(mergeJoins(heard(news), truth))).toEqual(inOrder(truth));
    // Also before the remaining events have arrived.
    expect(inOrder(heard([...truth, ...news]))).toEqual(inOrder(truth));
  }));
});

Deno.test("property: the same reports in any order, with repeats, give the same record, also after the end", () => {
  fc.assert(
    fc.property(told, fc.nat(2000), fc.nat(60), ({ news }, end, cut) => {
      const orders = [news, [...news].reverse(), [...news, ...news]];
      const [first, ...others] = orders.map((order) => heard(order));
      for (const other of others) expect(other).toEqual(first);
      // Some arrive before the end, the rest after it.
      const at = T + end * SECOND;
      const late = news.slice(cut).reduce<readonly Join[]>(
        (joins, one) => closeJoins(mergeJoins(joins, [one]), at),
        closeJoins(heard(news.slice(0, cut)), at),
      );
      expect(late).toEqual(closeJoins(first!, at));
    }),
  );
});

Deno.test("property: one person's intervals never overlap, with more than the grace between them", () => {
  fc.assert(
    fc.property(told, fc.integer({ min: 0, max: 120 }), ({ news }, minute) => {
      const visits = attendanceOf(heard(news), T + minute * MINUTE);
      for (const party of ["client", "artist"] as const) {
        const own = visits.filter((callPage) => callPage.party === party);
        own.forEach(({ joinedAt, leftAt }, i) => {
          if (leftAt !== null) expect(leftAt).toBeGreaterThanOrEqual(joinedAt);
          const next = own[i + 1];
          if (next === undefined) return;
          expect(leftAt).not.toBeNull();
          expect(next.joinedAt - leftAt!).toBeGreaterThan(REJOIN_GRACE);
        });
      }
    }),
  );
});
