import { expect } from "expect";
import {
  DEFAULT_MEDIA_PREFERENCES,
  HEARTBEAT_EVERY,
  PRESENCE_LEASE,
} from "@/lib/domain/call/presence.ts";
import {
  type HeartbeatsWhen,
  startHeartbeat,
} from "@/lib/client/waiting/heartbeat.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";
import {
  failure,
  fakeApi,
  fakePage,
  fakeTime,
} from "@/tests/client/_support.ts";

const held = { ok: true, value: aSnapshot() } as const;

function heart(
  when: HeartbeatsWhen,
  beat: Parameters<typeof fakeApi>[0] = {},
  visible = true,
) {
  const page = fakePage();
  page.visible = visible;
  const time = fakeTime();
  const { api, calls } = fakeApi(beat);
  const answers: string[] = [];
  const heartbeat = startHeartbeat({
    api,
    when,
    page,
    timers: time,
    mediaPreferences: () => DEFAULT_MEDIA_PREFERENCES,
    onAnswer: (answer) => void answers.push(answer.ok ? "ok" : answer.code),
  });
  return { heartbeat, page, time, calls, answers };
}

Deno.test("a page arrives at once and then sends heartbeats at the agreed interval, well within the lease", async () => {
  const { time, calls } = heart("visible");
  await time.pass(0);
  expect(calls).toEqual(["arrive"]);
  await time.pass(HEARTBEAT_EVERY * 2);
  expect(calls).toEqual(["arrive", "beat", "beat"]);
  expect(HEARTBEAT_EVERY * 2).toBeLessThan(PRESENCE_LEASE);
});

Deno.test("a client's hidden tab sends no heartbeat, and sends one at once when it is visible again", async () => {
  const { page, time, calls } = heart("visible");
  await time.pass(0);
  page.fire("hidden");
  await time.pass(60_000);
  expect(calls).toEqual(["arrive"]);
  page.fire("visible");
  await time.pass(0);
  expect(calls).toEqual(["arrive", "beat"]);
});

Deno.test("a page that has just been hidden may say one last word, which is its last until it is visible", async () => {
  const { heartbeat, page, time, calls } = heart("visible");
  await time.pass(0);
  page.fire("hidden");
  heartbeat.sendNow();
  heartbeat.sendNow();
  await time.pass(60_000);
  expect(calls).toEqual(["arrive", "last word"]);
  page.fire("visible");
  await time.pass(0);
  expect(calls).toEqual(["arrive", "last word", "beat"]);
  page.fire("hidden");
  heartbeat.sendNow();
  expect(calls.at(-1)).toBe("last word");
});

Deno.test("a page that has left says nothing after it: a last word would bring its place back", async () => {
  const { heartbeat, page, time, calls } = heart("visible");
  await time.pass(0);
  for (const order of [["leaving", "hidden"], ["hidden", "leaving"]] as const) {
    for (const event of order) page.fire(event);
    heartbeat.sendNow();
    expect(calls.at(-1)).toBe("left");
    page.fire("visible");
    await time.pass(0);
  }
});

Deno.test("a client's tab that was opened in the background arrives only when it becomes visible", async () => {
  const { page, time, calls } = heart("visible", {}, false);
  await time.pass(60_000);
  expect(calls).toEqual([]);
  page.fire("visible");
  await time.pass(0);
  expect(calls).toEqual(["arrive"]);
});

Deno.test("an artist's hidden tab keeps sending heartbeats", async () => {
  const { page, time, calls } = heart("always");
  await time.pass(0);
  page.fire("hidden");
  await time.pass(HEARTBEAT_EVERY);
  expect(calls).toEqual(["arrive", "beat"]);
});

Deno.test("leaving the page is reported once, and no heartbeat follows", async () => {
  const { page, time, calls } = heart("always");
  await time.pass(0);
  page.fire("leaving");
  await time.pass(60_000);
  expect(calls).toEqual(["arrive", "left"]);
});

Deno.test("a page that returns from the browser's cache takes its lease again without taking another's", async () => {
  const { page, time, calls } = heart("always");
  await time.pass(0);
  page.fire("leaving");
  page.fire("shown");
  await time.pass(0);
  expect(calls).toEqual(["arrive", "left", "beat"]);
});

Deno.test("when another tab holds the lease, this one stops and does not free the other's lease", async () => {
  const { page, time, calls, answers } = heart("always", {
    beat: (event) => event === "beat" ? failure("opened_elsewhere") : held,
  });
  await time.pass(HEARTBEAT_EVERY);
  expect(answers).toEqual(["ok", "opened_elsewhere"]);
  page.fire("visible");
  page.fire("leaving");
  await time.pass(60_000);
  expect(calls).toEqual(["arrive", "beat"]);
});

Deno.test("claiming the lease after that arrives again and continues the heartbeat", async () => {
  let elsewhere = true;
  const { heartbeat, time, calls } = heart("always", {
    beat: (event) =>
      event === "beat" && elsewhere ? failure("opened_elsewhere") : held,
  });
  await time.pass(HEARTBEAT_EVERY);
  elsewhere = false;
  heartbeat.arrive();
  await time.pass(HEARTBEAT_EVERY);
  expect(calls).toEqual(["arrive", "beat", "arrive", "beat"]);
});

Deno.test("claiming during a heartbeat is not lost to that heartbeat's answer", async () => {
  let answer = (_: typeof held | ReturnType<typeof failure>) => {};
  const { heartbeat, time, calls } = heart("always", {
    beat: (event) =>
      event === "beat" ? new Promise((resolve) => answer = resolve) : held,
  });
  await time.pass(HEARTBEAT_EVERY);
  heartbeat.arrive();
  answer(failure("opened_elsewhere"));
  await time.pass(0);
  expect(calls).toEqual(["arrive", "beat", "arrive"]);
});

Deno.test("a lost arrival is sent again", async () => {
  let first = true;
  const { time, calls } = heart("visible", {
    beat: () => {
      if (!first) return held;
      first = false;
      return failure("offline");
    },
  });
  await time.pass(HEARTBEAT_EVERY * 2);
  expect(calls).toEqual(["arrive", "arrive", "beat"]);
});

Deno.test("a slow server gets at most one heartbeat at a time", async () => {
  const { heartbeat, page, time, calls } = heart("always", {
    beat: () => new Promise(() => {}),
  });
  await time.pass(60_000);
  page.fire("visible");
  heartbeat.sendNow();
  await time.pass(60_000);
  expect(calls).toEqual(["arrive"]);
});

/** What ends each absence, and what began it, if the page hears of it. */
const RETURNS = {
  "the lock screen or another app": ["hidden", "visible"],
  "the browser's cache": ["leaving", "shown"],
  "another network": ["online"],
} as const;

for (const [what, events] of Object.entries(RETURNS)) {
  Deno.test(`after ${what} a heartbeat that hangs is not waited for: the next is sent at once, and the late answer changes nothing`, async () => {
    let hangs = true;
    let answerLate = (_: ReturnType<typeof failure>) => {};
    const { page, time, calls, answers } = heart("visible", {
      beat: (event) =>
        hangs && event === "beat"
          ? new Promise((resolve) => answerLate = resolve)
          : held,
    });
    await time.pass(HEARTBEAT_EVERY);
    hangs = false;
    for (const event of events) page.fire(event);
    await time.pass(0);
    expect(calls.filter((call) => call !== "left"))
      .toEqual(["arrive", "beat", "beat"]);
    expect(answers).toEqual(["ok", "ok"]);
    answerLate(failure("opened_elsewhere"));
    await time.pass(HEARTBEAT_EVERY);
    expect(answers).toEqual(["ok", "ok", "ok"]);
  });
}

Deno.test("an arrival that hangs is sent again as an arrival when the page is back", async () => {
  const { page, time, calls } = heart("visible", {
    beat: () => new Promise(() => {}),
  });
  await time.pass(0);
  page.fire("hidden");
  page.fire("visible");
  await time.pass(0);
  expect(calls).toEqual(["arrive", "arrive"]);
});

Deno.test("a phone that is back before its network tries again within a second, a few times, and then at the usual interval", async () => {
  let reachable = true;
  const { page, time, calls } = heart("visible", {
    beat: () => reachable ? held : failure("offline"),
  });
  await time.pass(0);
  page.fire("hidden");
  reachable = false;
  page.fire("visible");
  await time.pass(1_000);
  expect(calls.length).toBe(3);
  await time.pass(60_000);
  const tried = calls.length;
  expect(tried).toBeLessThan(20);
  reachable = true;
  await time.pass(HEARTBEAT_EVERY);
  await time.pass(HEARTBEAT_EVERY);
  expect(calls.length).toBe(tried + 2);
});

Deno.test("stopping leaves no listener and no timer behind", async () => {
  const { heartbeat, page, time, calls } = heart("visible");
  await time.pass(0);
  heartbeat.stop();
  await time.pass(60_000);
  expect(page.listeners()).toBe(0);
  expect(time.pending()).toBe(0);
  expect(calls).toEqual(["arrive"]);
});
