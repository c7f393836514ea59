/** A phone comes back to its waiting room: what it shows is right at once, not after the next interval. */
import { expect } from "expect";
import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { startWaitingRoom } from "@/lib/client/waiting/waiting.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";
import {
  failure,
  fakeApi,
  fakePage,
  fakeSources,
  fakeTime,
} from "@/tests/client/_support.ts";

const here = { here: true, since: aSnapshot().now };

function aWaitingPhone() {
  const server = {
    snapshot: aSnapshot(),
    line: "up" as "up" | "hangs" | "down",
  };
  const page = fakePage();
  const time = fakeTime();
  const sources = fakeSources();
  const { api, calls } = fakeApi({
    beat: () => {
      if (server.line === "hangs") return new Promise(() => {});
      return server.line === "up"
        ? { ok: true, value: server.snapshot }
        : failure("offline");
    },
  });
  const room = startWaitingRoom({
    api,
    tab: "tab",
    first: aSnapshot(),
    mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    when: "visible",
    page,
    timers: time,
    elapsed: time.elapsed,
    open: sources.open,
  });
  return { server, page, time, sources, calls, room };
}

/** The page's events of each absence: going, and coming back. */
const ABSENCES = {
  "the lock screen": [["hidden"], ["visible"]],
  "another app": [["hidden"], ["visible", "shown"]],
  "the browser's cache": [["hidden", "leaving"], ["shown", "visible"]],
  "a change of network": [[], ["online"]],
} as const;

for (const [what, [gone, back]] of Object.entries(ABSENCES)) {
  Deno.test(`after ${what} heartbeat and stream start at once, though the last ones hang, and the page is right`, async () => {
    const { server, page, time, sources, calls, room } = aWaitingPhone();
    await time.pass(0);
    // The phone falls asleep while a heartbeat is under way; Safari freezes
    // the stream without an error.
    server.line = "hangs";
    await time.pass(6_000);
    for (const event of gone) page.fire(event);
    await time.pass(60_000);
    const before = { beats: beatsIn(calls), streams: sources.opened.length };
    server.line = "up";
    server.snapshot = aSnapshot({
      artist: here,
      now: new Date(Date.parse(aSnapshot().now) + 66_000).toISOString(),
    });

    for (const event of back) page.fire(event);
    await time.pass(0);
    expect(beatsIn(calls)).toBeGreaterThan(before.beats);
    expect(sources.opened.length).toBeGreaterThan(before.streams);
    expect(sources.alive()).toBe(1);
    expect(room.snapshot.value.artist.here).toBe(true);
    room.stop();
  });
}

Deno.test("a phone that is back before its network is right within two seconds of it", async () => {
  const { server, page, time, room } = aWaitingPhone();
  await time.pass(0);
  page.fire("hidden");
  await time.pass(60_000);
  server.line = "down";
  page.fire("visible");
  await time.pass(2_500);
  expect(room.reachable.value).toBe(false);
  server.line = "up";
  await time.pass(2_000);
  expect(room.reachable.value).toBe(true);
  room.stop();
});

Deno.test("after a change of network of which the browser tells nothing, the page is right within two seconds of the new one", async () => {
  const { server, time, calls, room } = aWaitingPhone();
  // What is sent on the old network fails; the next heartbeat is six seconds away.
  await time.pass(5_000);
  server.line = "down";
  await time.pass(2_500);
  expect(room.reachable.value).toBe(false);
  server.line = "up";
  await time.pass(2_000);
  expect(room.reachable.value).toBe(true);
  // A server that stays away is not asked each second.
  server.line = "down";
  const before = beatsIn(calls);
  await time.pass(60_000);
  expect(beatsIn(calls) - before).toBeLessThan(16);
  room.stop();
});

function beatsIn(calls: readonly string[]): number {
  return calls.filter((call) => call === "beat" || call === "arrive").length;
}
