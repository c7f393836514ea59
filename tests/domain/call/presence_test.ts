import { expect } from "expect";
import fc from "fast-check";
import { parseTabId, type TabId } from "@/lib/domain/ids.ts";
import {
  type Beat,
  beat,
  HEARTBEAT_EVERY,
  isHere,
  type Lease,
  nextLapse,
  PRESENCE_LEASE,
  saidBy,
  UNSAID,
  waitingRoomStatus,
} from "@/lib/domain/presence.ts";
import { START } from "@/tests/_support/a_consultation.ts";

const tab = (name: string): TabId => parseTabId(`tab-${name}-000`)!;
const ONE = tab("1");
const TWO = tab("2");

function held(
  lease: Lease | null,
  kind: Beat,
  who: TabId,
  now: number,
  says = UNSAID,
): Lease {
  const answer = beat(lease, kind, who, now, says);
  if (answer.kind === "elsewhere") throw new Error("elsewhere");
  return answer.lease;
}

const arrived = held(null, "arrive", ONE, START);

Deno.test("a lease holds until one tick before its end, and not at its end", () => {
  expect(isHere(arrived, START)).toBe(true);
  expect(isHere(arrived, START + PRESENCE_LEASE - 1)).toBe(true);
  expect(isHere(arrived, START + PRESENCE_LEASE)).toBe(false);
});

Deno.test("one heartbeat may be lost, and a second be late", () => {
  expect(2 * HEARTBEAT_EVERY).toBeLessThan(PRESENCE_LEASE);
});

Deno.test("a beat prolongs the lease and is no news", () => {
  const now = START + HEARTBEAT_EVERY;
  expect(beat(arrived, "beat", ONE, now)).toEqual({
    kind: "held",
    lease: { tab: ONE, since: START, seenAt: now, leftAt: null, says: UNSAID },
    news: false,
  });
});

Deno.test("a beat after the lease lapsed is a new arrival", () => {
  const now = START + PRESENCE_LEASE;
  expect(beat(arrived, "beat", ONE, now)).toEqual({
    kind: "held",
    lease: { tab: ONE, since: now, seenAt: now, leftAt: null, says: UNSAID },
    news: true,
  });
});

Deno.test("a second tab takes the place over, and keeps the moment of arrival", () => {
  const now = START + 1;
  expect(beat(arrived, "arrive", TWO, now)).toEqual({
    kind: "held",
    lease: { tab: TWO, since: START, seenAt: now, leftAt: null, says: UNSAID },
    news: true,
  });
});

Deno.test("the first tab is then told that it is open elsewhere, and cannot take it back by beating or leaving", () => {
  const over = held(arrived, "arrive", TWO, START + 1);
  for (const kind of ["beat", "left"] as const) {
    expect(beat(over, kind, ONE, START + 2)).toEqual({ kind: "elsewhere" });
  }
});

Deno.test("the first tab's beat takes the place once the second one's lease has lapsed", () => {
  const over = held(arrived, "arrive", TWO, START);
  expect(beat(over, "beat", ONE, START + PRESENCE_LEASE - 1))
    .toEqual({ kind: "elsewhere" });
  expect(beat(over, "beat", ONE, START + PRESENCE_LEASE))
    .toMatchObject({ kind: "held", news: true });
});

Deno.test("who leaves is gone at once, and the place is free for any tab", () => {
  const left = beat(arrived, "left", ONE, START + 1);
  expect(left).toMatchObject({ kind: "held", news: true });
  const lease = held(arrived, "left", ONE, START + 1);
  expect(isHere(lease, START + 1)).toBe(false);
  expect(beat(lease, "beat", TWO, START + 2)).toMatchObject({
    kind: "held",
    lease: { tab: TWO, since: START + 2 },
    news: true,
  });
});

Deno.test("leaving twice is news once; leaving a place that nobody holds is not ours", () => {
  const lease = held(arrived, "left", ONE, START + 1);
  expect(beat(lease, "left", ONE, START + 2)).toMatchObject({ news: false });
  expect(beat(null, "left", ONE, START)).toEqual({ kind: "elsewhere" });
  expect(beat(lease, "left", TWO, START + 2)).toEqual({ kind: "elsewhere" });
});

Deno.test("the waiting room in one word", () => {
  const now = START + 1;
  const gone: Lease = { ...arrived, seenAt: START - PRESENCE_LEASE };
  const status = (client: Lease | null, artist: Lease | null) =>
    waitingRoomStatus({ client, artist }, now);
  expect(status(null, null)).toBe("empty");
  expect(status(gone, gone)).toBe("empty");
  expect(status(arrived, gone)).toBe("client_waiting");
  expect(status(null, arrived)).toBe("artist_waiting");
  expect(status(arrived, arrived)).toBe("both_present");
});

Deno.test("the next lapse is the earlier of those who are here", () => {
  const later = held(null, "arrive", TWO, START + 5);
  const now = START + 6;
  expect(nextLapse({ client: arrived, artist: later }, now))
    .toBe(START + PRESENCE_LEASE);
  expect(nextLapse({ client: null, artist: later }, now))
    .toBe(START + 5 + PRESENCE_LEASE);
  const left = held(arrived, "left", ONE, now);
  expect(nextLapse({ client: left, artist: null }, now)).toBeNull();
});

Deno.test("property: the picture changes by time alone at the next lapse and never before", () => {
  const lease = fc.option(fc.record({
    tab: fc.constant(ONE),
    since: fc.constant(START),
    seenAt: fc.integer({ min: START - 40_000, max: START }),
    leftAt: fc.option(fc.constant(START)),
  }));
  fc.assert(fc.property(lease, lease, (client, artist) => {
    const room = { client, artist };
    const status = waitingRoomStatus(room, START);
    const lapse = nextLapse(room, START);
    if (lapse === null) {
      expect(status).toBe("empty");
    } else {
      expect(waitingRoomStatus(room, lapse - 1)).toBe(status);
      expect(waitingRoomStatus(room, lapse)).not.toBe(status);
    }
  }));
});

Deno.test("property: a place has one holder, whatever the tabs do", () => {
  const step = fc.record({
    kind: fc.constantFrom<Beat>("arrive", "beat", "left"),
    who: fc.constantFrom(ONE, TWO, tab("3")),
    wait: fc.nat(2 * PRESENCE_LEASE),
  });
  fc.assert(fc.property(fc.array(step), (steps) => {
    let now = START;
    let lease: Lease | null = null;
    for (const { kind, who, wait } of steps) {
      now += wait;
      const answer = beat(lease, kind, who, now);
      if (kind === "arrive") expect(answer.kind).toBe("held");
      if (answer.kind === "elsewhere") continue;
      lease = answer.lease;
      expect(lease.tab).toBe(who);
      expect(lease.since).toBeLessThanOrEqual(now);
      expect(isHere(lease, now)).toBe(kind !== "left");
    }
  }));
});

Deno.test("what a page says is kept with its place and is news when it changes, and who leaves leaves the last word", () => {
  const listening = { ...UNSAID, pictures: false };
  const first = beat(arrived, "beat", ONE, START + 1, listening);
  expect(first).toMatchObject({ news: true, lease: { says: listening } });
  const lease = held(arrived, "beat", ONE, START + 1, listening);
  expect(beat(lease, "beat", ONE, START + 2, listening))
    .toMatchObject({ news: false });
  const left = held(lease, "left", ONE, START + 3);
  expect(saidBy(left)).toEqual(listening);
  expect(saidBy(held(left, "arrive", TWO, START + 4))).toEqual(UNSAID);
  expect(saidBy(null)).toEqual(UNSAID);
});
