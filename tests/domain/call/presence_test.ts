import { expect } from "expect";
import fc from "fast-check";
import { parseTabId, type TabId } from "@/lib/domain/basic/ids.ts";
import {
  type Beat,
  beat,
  DEFAULT_MEDIA_PREFERENCES,
  HEARTBEAT_EVERY,
  isHere,
  type Lease,
  type MediaPreferences,
  mediaPreferencesOf,
  nextExpiry,
  PRESENCE_LEASE,
  waitingRoomStatus,
} from "@/lib/domain/call/presence.ts";
import { START } from "@/tests/_support/a_consultation.ts";

const tab = (name: string): TabId => parseTabId(`tab-${name}-000`)!;
const ONE = tab("1");
const TWO = tab("2");

function held(
  lease: Lease | null,
  kind: Beat,
  who: TabId,
  now: number,
  mediaPreferences = DEFAULT_MEDIA_PREFERENCES,
): Lease {
  const answer = beat(lease, { kind, tab: who, now, mediaPreferences });
  if (answer.kind === "elsewhere") throw new Error("elsewhere");
  return answer.lease;
}

const arrived = held(null, "arrive", ONE, START);

Deno.test("a lease is valid until its last millisecond, and not at its end", () => {
  expect(isHere(arrived, START)).toBe(true);
  expect(isHere(arrived, START + PRESENCE_LEASE - 1)).toBe(true);
  expect(isHere(arrived, START + PRESENCE_LEASE)).toBe(false);
});

Deno.test("one heartbeat may be lost and the next one late", () => {
  expect(2 * HEARTBEAT_EVERY).toBeLessThan(PRESENCE_LEASE);
});

Deno.test("a heartbeat extends the lease and changes nothing else", () => {
  const now = START + HEARTBEAT_EVERY;
  expect(beat(arrived, { kind: "beat", tab: ONE, now })).toEqual({
    kind: "held",
    lease: {
      tab: ONE,
      since: START,
      seenAt: now,
      leftAt: null,
      mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    },
    changed: false,
  });
});

Deno.test("a heartbeat after the lease has expired is a new arrival", () => {
  const now = START + PRESENCE_LEASE;
  expect(beat(arrived, { kind: "beat", tab: ONE, now })).toEqual({
    kind: "held",
    lease: {
      tab: ONE,
      since: now,
      seenAt: now,
      leftAt: null,
      mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    },
    changed: true,
  });
});

Deno.test("a second tab takes over the lease, and keeps the arrival time", () => {
  const now = START + 1;
  expect(beat(arrived, { kind: "arrive", tab: TWO, now })).toEqual({
    kind: "held",
    lease: {
      tab: TWO,
      since: START,
      seenAt: now,
      leftAt: null,
      mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    },
    changed: true,
  });
});

Deno.test("the first tab then learns that it is open elsewhere, and cannot take the lease back with a heartbeat or a leave", () => {
  const over = held(arrived, "arrive", TWO, START + 1);
  for (const kind of ["beat", "left"] as const) {
    expect(beat(over, { kind, tab: ONE, now: START + 2 })).toEqual({
      kind: "elsewhere",
    });
  }
});

Deno.test("a heartbeat of the first tab takes the lease once the second tab's has expired", () => {
  const over = held(arrived, "arrive", TWO, START);
  expect(
    beat(over, { kind: "beat", tab: ONE, now: START + PRESENCE_LEASE - 1 }),
  )
    .toEqual({ kind: "elsewhere" });
  expect(beat(over, { kind: "beat", tab: ONE, now: START + PRESENCE_LEASE }))
    .toMatchObject({ kind: "held", changed: true });
});

Deno.test("a party who leaves is gone at once, and any tab can take the lease", () => {
  const left = beat(arrived, { kind: "left", tab: ONE, now: START + 1 });
  expect(left).toMatchObject({ kind: "held", changed: true });
  const lease = held(arrived, "left", ONE, START + 1);
  expect(isHere(lease, START + 1)).toBe(false);
  expect(beat(lease, { kind: "beat", tab: TWO, now: START + 2 })).toMatchObject(
    {
      kind: "held",
      lease: { tab: TWO, since: START + 2 },
      changed: true,
    },
  );
});

Deno.test("leaving twice is a change once; leaving without a lease is not ours", () => {
  const lease = held(arrived, "left", ONE, START + 1);
  expect(beat(lease, { kind: "left", tab: ONE, now: START + 2 })).toMatchObject(
    { changed: false },
  );
  expect(beat(null, { kind: "left", tab: ONE, now: START })).toEqual({
    kind: "elsewhere",
  });
  expect(beat(lease, { kind: "left", tab: TWO, now: START + 2 })).toEqual({
    kind: "elsewhere",
  });
});

Deno.test("the waiting room's state in one word", () => {
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

Deno.test("the next expiry is the earlier of those present", () => {
  const later = held(null, "arrive", TWO, START + 5);
  const now = START + 6;
  expect(nextExpiry({ client: arrived, artist: later }, now))
    .toBe(START + PRESENCE_LEASE);
  expect(nextExpiry({ client: null, artist: later }, now))
    .toBe(START + 5 + PRESENCE_LEASE);
  const left = held(arrived, "left", ONE, now);
  expect(nextExpiry({ client: left, artist: null }, now)).toBeNull();
});

Deno.test("property: the state changes by time alone at the next expiry and never before", () => {
  const lease = fc.option(fc.record({
    tab: fc.constant(ONE),
    since: fc.constant(START),
    seenAt: fc.integer({ min: START - 40_000, max: START }),
    leftAt: fc.option(fc.constant(START)),
  }));
  fc.assert(fc.property(lease, lease, (client, artist) => {
    const room = { client, artist };
    const status = waitingRoomStatus(room, START);
    const lapse = nextExpiry(room, START);
    if (lapse === null) {
      expect(status).toBe("empty");
    } else {
      expect(waitingRoomStatus(room, lapse - 1)).toBe(status);
      expect(waitingRoomStatus(room, lapse)).not.toBe(status);
    }
  }));
});

Deno.test("property: a lease has one holder, whatever the tabs do", () => {
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
      const answer = beat(lease, { kind, tab: who, now });
      if (kind === "arrive") expect(answer.kind).toBe("held");
      if (answer.kind === "elsewhere") continue;
      lease = answer.lease;
      expect(lease.tab).toBe(who);
      expect(lease.since).toBeLessThanOrEqual(now);
      expect(isHere(lease, now)).toBe(kind !== "left");
    }
  }));
});

Deno.test("a lease of an older version has the default for each preference that it lacks", () => {
  const { canCall: _, ...older } = {
    ...DEFAULT_MEDIA_PREFERENCES,
    wantsVideo: false,
  };
  const lease = {
    ...arrived,
    mediaPreferences: older as MediaPreferences,
  };
  expect(mediaPreferencesOf(lease)).toEqual({
    ...DEFAULT_MEDIA_PREFERENCES,
    wantsVideo: false,
  });
});

Deno.test("media preferences are kept with the lease, count as a change when they differ, and outlive a leave", () => {
  const listening = { ...DEFAULT_MEDIA_PREFERENCES, wantsVideo: false };
  const first = beat(arrived, {
    kind: "beat",
    tab: ONE,
    now: START + 1,
    mediaPreferences: listening,
  });
  expect(first).toMatchObject({
    changed: true,
    lease: { mediaPreferences: listening },
  });
  const lease = held(arrived, "beat", ONE, START + 1, listening);
  expect(
    beat(lease, {
      kind: "beat",
      tab: ONE,
      now: START + 2,
      mediaPreferences: listening,
    }),
  )
    .toMatchObject({ changed: false });
  const left = held(lease, "left", ONE, START + 3);
  expect(mediaPreferencesOf(left)).toEqual(listening);
  expect(mediaPreferencesOf(held(left, "arrive", TWO, START + 4))).toEqual(
    DEFAULT_MEDIA_PREFERENCES,
  );
  expect(mediaPreferencesOf(null)).toEqual(DEFAULT_MEDIA_PREFERENCES);
});
