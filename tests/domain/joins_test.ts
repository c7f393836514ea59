import { expect } from "expect";
import fc from "fast-check";
import type { Join } from "@/lib/domain/consultation.ts";
import { allLeft, withJoin, withLeave } from "@/lib/domain/joins.ts";

type News =
  | {
    what: "joined";
    party: "client" | "artist";
    participantSid: string;
    at: number;
  }
  | { what: "left"; participantSid: string; at: number };

const came = (participantSid: string, at: number): News => ({
  what: "joined",
  party: participantSid.startsWith("A") ? "artist" : "client",
  participantSid,
  at,
});
const went = (participantSid: string, at: number): News => ({
  what: "left",
  participantSid,
  at,
});

function stays(news: readonly News[]): readonly Join[] {
  return news.reduce<readonly Join[]>(
    (joins, one) =>
      one.what === "joined" ? withJoin(joins, one) : withLeave(joins, one),
    [],
  );
}

const brief = (joins: readonly Join[]) =>
  joins.map((join) =>
    `${join.participantSid} ${join.joinedAt}-${join.leftAt ?? ""}`
  );

for (
  const [what, news, expected] of [
    ["someone comes", [came("C1", 10)], ["C1 10-"]],
    ["and goes", [came("C1", 10), went("C1", 20)], ["C1 10-20"]],
    ["and comes back", [came("C1", 10), went("C1", 20), came("C2", 30)], [
      "C1 10-20",
      "C2 30-",
    ]],
    ["both are there", [came("A1", 5), came("C1", 10)], ["A1 5-", "C1 10-"]],
    [
      "a second tab takes over, and the first one's leave comes after it",
      [came("C1", 10), came("C2", 20), went("C1", 21)],
      ["C1 10-20", "C2 20-"],
    ],
    ["a leave got lost", [came("C1", 10), came("C2", 30), went("C2", 40)], [
      "C1 10-30",
      "C2 30-40",
    ]],
    ["the later tab is heard of first", [came("C2", 20), came("C1", 10)], [
      "C1 10-20",
      "C2 20-",
    ]],
    [
      "and then the earlier one's leave",
      [came("C2", 20), came("C1", 10), went("C1", 15)],
      ["C1 10-15", "C2 20-"],
    ],
    ["a leave is said twice", [
      came("C1", 10),
      went("C1", 20),
      went("C1", 25),
    ], ["C1 10-20"]],
    ["a leave from before the join, by a clock that runs behind", [
      came("C1", 10),
      went("C1", 9),
    ], ["C1 10-10"]],
    ["a stranger's leave", [came("C1", 10), went("C9", 20)], ["C1 10-"]],
    ["the artist comes while the client is there", [
      came("C1", 10),
      came("A1", 20),
      went("A1", 30),
    ], ["C1 10-", "A1 20-30"]],
  ] as [string, News[], string[]][]
) {
  Deno.test(`stays in the call: ${what}`, () => {
    expect(brief(stays(news))).toEqual(expected);
  });
}

Deno.test("a repeat changes nothing at all, so that nothing is written for it", () => {
  const joins = stays([came("C1", 10), went("C1", 20), came("A1", 12)]);
  expect(withJoin(joins, { party: "client", participantSid: "C1", at: 10 }))
    .toBe(joins);
  expect(withJoin(joins, { party: "client", participantSid: "C1", at: 99 }))
    .toBe(joins);
  expect(withLeave(joins, { participantSid: "C1", at: 20 })).toBe(joins);
  expect(withLeave(joins, { participantSid: "C9", at: 20 })).toBe(joins);
});

Deno.test("at the end everybody has left, and nobody before they came", () => {
  const joins = stays([came("C1", 10), came("A1", 50), came("C2", 20)]);
  expect(brief(allLeft(joins, 30))).toEqual([
    "C1 10-20",
    "C2 20-30",
    "A1 50-50",
  ]);
});

const anyNews = fc.array(
  fc.oneof(
    fc.record({
      what: fc.constant("joined" as const),
      party: fc.constantFrom("client" as const, "artist" as const),
      participantSid: fc.stringMatching(/^P[0-9]$/),
      at: fc.nat(30),
    }),
    fc.record({
      what: fc.constant("left" as const),
      participantSid: fc.stringMatching(/^P[0-9]$/),
      at: fc.nat(30),
    }),
  ),
  { maxLength: 30 },
);

Deno.test("property: in whatever order the news arrives, one person's stays never overlap", () => {
  fc.assert(fc.property(anyNews, (news) => {
    const joins = stays(news);
    for (const party of ["client", "artist"] as const) {
      const own = joins.filter((join) => join.party === party);
      own.forEach((join, i) => {
        const next = own[i + 1];
        if (join.leftAt !== null) {
          expect(join.leftAt).toBeGreaterThanOrEqual(join.joinedAt);
        }
        if (next === undefined) return;
        expect(join.leftAt).not.toBeNull();
        expect(join.leftAt).toBeLessThanOrEqual(next.joinedAt);
      });
    }
  }));
});

Deno.test("property: news that is heard twice says no more than once", () => {
  fc.assert(fc.property(anyNews, (news) => {
    const joins = stays(news);
    const sids = joins.map((join) => join.participantSid);
    expect(new Set(sids).size).toBe(sids.length);
    // A second hearing may reveal a leave whose join came late; a third adds nothing.
    const twice = stays([...news, ...news]);
    expect(stays([...news, ...news, ...news])).toEqual(twice);
  }));
});
