import { expect } from "expect";
import {
  DEFAULT_MEDIA_PREFERENCES,
  HEARTBEAT_EVERY,
} from "@/lib/domain/call/presence.ts";
import { needsScreen } from "@/lib/client/waiting/needs_screen.ts";
import { startWaitingRoom } from "@/lib/client/waiting/waiting.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { aSnapshot, T0 } from "@/tests/_support/a_snapshot.ts";
import {
  failure,
  fakeApi,
  fakePage,
  fakeSources,
  fakeTime,
} from "@/tests/client/_support.ts";

const TAB = "this-tab-1";
const OTHER = "other-tab-1";
const at = (ms: number) => new Date(T0 + ms).toISOString();
const ours = (ms: number, change: Partial<WaitingSnapshot> = {}) =>
  aSnapshot({ holder: TAB, now: at(ms), ...change });

function room(
  answers: Parameters<typeof fakeApi>[0] = {},
  first = aSnapshot(),
) {
  const page = fakePage();
  const time = fakeTime();
  const sources = fakeSources();
  const { api, calls, said } = fakeApi({
    beat: () => ({ ok: true, value: ours(time.elapsed()) }),
    ...answers,
  });
  const waiting = startWaitingRoom({
    api,
    tab: TAB,
    first,
    mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    when: "visible",
    page,
    timers: time,
    elapsed: time.elapsed,
    open: sources.open,
  });
  return { waiting, page, time, sources, calls, said };
}

Deno.test("the page shows what the server rendered until it receives an update", async () => {
  const { waiting, time, sources } = room();
  expect(waiting.snapshot.value.artist.here).toBe(false);
  await time.pass(0);
  sources.last.says(
    "snapshot",
    ours(10, { artist: { here: true, since: at(10) } }),
  );
  expect(waiting.snapshot.value.artist.here).toBe(true);
});

Deno.test("a late answer does not overwrite a newer snapshot", async () => {
  const { waiting, time, sources } = room();
  await time.pass(0);
  sources.last.says("snapshot", ours(500, { state: "live" }));
  sources.last.says("snapshot", ours(400));
  expect(waiting.snapshot.value.state).toBe("live");
});

Deno.test("an early page opens by itself by the server's clock, whatever the device's clock says", async () => {
  const { waiting, time, calls, sources } = room(
    {},
    aSnapshot({ opensAt: at(30_000) }),
  );
  sources.last.says("alive", {});
  await time.pass(29_000);
  expect(waiting.phase.value).toBe("early");
  // No lease while it is early: the server would only refuse it.
  expect(calls).toEqual([]);
  await time.pass(1_000);
  expect(waiting.phase.value).toBe("waiting");
  expect(calls).toContain("arrive");
});

Deno.test("the lease is ours from the server's answer on, and after losing it only from the next answer", async () => {
  let holder = OTHER;
  let answers = 0;
  const { waiting, time } = room({
    beat: () => ({ ok: true, value: ours(++answers, { holder }) }),
  });
  let arrivals = 0;
  const arrive = () => Promise.resolve(++arrivals);
  void waiting.onceArrived(arrive);
  await time.pass(0);
  expect(arrivals).toBe(0);
  holder = TAB;
  await time.pass(HEARTBEAT_EVERY);
  expect(arrivals).toBe(1);
  // Synchronously: a page that waits for a render would ask later.
  void waiting.onceArrived(arrive);
  expect(arrivals).toBe(2);
  waiting.claim();
  void waiting.onceArrived(arrive);
  expect(arrivals).toBe(2);
  await time.pass(0);
  expect(arrivals).toBe(3);
  waiting.stop();
});

Deno.test("a live consultation can be joined only when its room is in progress", async () => {
  const { waiting, time, sources } = room();
  await time.pass(0);
  sources.last.says(
    "snapshot",
    ours(10, { state: "live", twilioRoomStatus: "pending" }),
  );
  expect(waiting.phase.value).toBe("preparing");
  sources.last.says(
    "snapshot",
    ours(20, { state: "live", twilioRoomStatus: "in-progress" }),
  );
  expect(waiting.phase.value).toBe("live");
});

Deno.test("an answer that was read before the start, and comes after it, does not close the call", async () => {
  let answers = 0;
  const { waiting, time, sources } = room({
    beat: () => ({
      ok: true,
      value: ours(++answers === 1 ? 5 : 20, { state: "confirmed" }),
    }),
  });
  const seen: string[] = [];
  waiting.phase.subscribe((phase) => void seen.push(phase));
  await time.pass(0);
  sources.last.says(
    "snapshot",
    ours(10, { state: "live", twilioRoomStatus: "in-progress" }),
  );
  await time.pass(HEARTBEAT_EVERY);
  expect(answers).toBe(2);
  expect(seen).toEqual(["waiting", "live"]);
  waiting.stop();
});

Deno.test("a room that is created again during the call, and one that was completed, leave the call open", async () => {
  const { waiting, time, sources } = room();
  await time.pass(0);
  for (
    const [i, status] of (["in-progress", "completed", "pending"] as const)
      .entries()
  ) {
    sources.last.says(
      "snapshot",
      ours(10 * (i + 1), { state: "live", twilioRoomStatus: status }),
    );
    expect(waiting.phase.value).toBe("live");
  }
  waiting.stop();
});

Deno.test("an old report that another tab holds the lease does not make this tab step back", async () => {
  const { waiting, time, sources } = room({
    beat: () => new Promise(() => {}),
  });
  await time.pass(0);
  sources.last.says("snapshot", ours(0, { holder: OTHER }));
  expect(waiting.phase.value).toBe("waiting");
});

Deno.test("when another tab takes the lease, this page steps back at once, and takes it back on request", async () => {
  const { waiting, time, sources, calls } = room();
  await time.pass(0);
  sources.last.says("snapshot", ours(50, { holder: OTHER }));
  expect(waiting.phase.value).toBe("elsewhere");
  await time.pass(100);
  waiting.claim();
  await time.pass(0);
  expect(calls.filter((call) => call === "arrive").length).toBe(2);
  expect(waiting.phase.value).toBe("waiting");
});

Deno.test("the screen stays on while a page waits, and not before the window, in a tab that has stepped back, or without permission", async () => {
  const early = room({}, aSnapshot({ opensAt: at(30_000) }));
  expect(needsScreen(early.waiting).value).toBe(false);
  const { waiting, time, sources } = room();
  const needed = needsScreen(waiting);
  await time.pass(0);
  expect(needed.value).toBe(true);
  sources.last.says("snapshot", ours(50, { holder: OTHER }));
  expect([waiting.phase.value, needed.value]).toEqual(["elsewhere", false]);
  await time.pass(100);
  waiting.claim();
  await time.pass(0);
  expect(needed.value).toBe(true);
  sources.last.says("gone", {
    error: { code: "link_invalid", message: "This link does not work." },
  });
  expect(needed.value).toBe(false);
});

Deno.test("a refused heartbeat has the same effect: open elsewhere", async () => {
  const { waiting, time } = room({
    beat: (event) =>
      event === "arrive"
        ? { ok: true, value: ours(0) }
        : failure("opened_elsewhere"),
  });
  await time.pass(HEARTBEAT_EVERY);
  expect(waiting.phase.value).toBe("elsewhere");
});

Deno.test("when the viewer loses permission, everything stops and the reason is kept", async () => {
  const { waiting, time, sources, page, calls } = room();
  await time.pass(0);
  sources.last.says("gone", {
    error: { code: "link_invalid", message: "This link does not work." },
  });
  expect(waiting.gone.value?.message).toBe("This link does not work.");
  const before = calls.length;
  await time.pass(60_000);
  expect(calls.length).toBe(before);
  expect(page.listeners()).toBe(0);
  expect(time.pending()).toBe(0);
});

Deno.test("a heartbeat that is refused for good has the same effect", async () => {
  const { waiting, time, sources } = room({
    beat: () => failure("not_found"),
  });
  await time.pass(0);
  expect(waiting.gone.value?.code).toBe("not_found");
  expect(sources.alive()).toBe(0);
});

for (const by of ["heartbeat", "stream"] as const) {
  Deno.test(`a session that ends during a call, as a ${by} says, closes nothing, and the page is let in again with the next answer`, async () => {
    const live = { state: "live", twilioRoomStatus: "in-progress" } as const;
    let signedIn = true;
    let answers = 0;
    const { waiting, time, sources } = room({
      beat: () =>
        signedIn
          ? { ok: true, value: ours(++answers * 10_000, live) }
          : failure("sign_in_required"),
    });
    await time.pass(0);
    sources.last.says("snapshot", ours(10, live));
    signedIn = false;
    if (by === "heartbeat") await time.pass(HEARTBEAT_EVERY + 1);
    else {
      sources.last.says("gone", {
        error: { code: "sign_in_required", message: "Sign in." },
      });
    }
    expect(waiting.suspended.value?.code).toBe("sign_in_required");
    expect(waiting.gone.value).toBeNull();
    expect(waiting.phase.value).toBe("live");
    expect(sources.alive()).toBe(0);

    signedIn = true;
    await time.pass(HEARTBEAT_EVERY + 1);
    expect(waiting.suspended.value).toBeNull();
    expect(sources.alive()).toBe(1);
    waiting.stop();
    expect(sources.alive()).toBe(0);
  });
}

Deno.test("a call that ends while its page has no session ends the page", async () => {
  const live = { state: "live", twilioRoomStatus: "in-progress" } as const;
  const { waiting, time, sources } = room({
    beat: () => failure("sign_in_required"),
  }, ours(0, live));
  await time.pass(0);
  expect(waiting.suspended.value?.code).toBe("sign_in_required");
  waiting.ended(null);
  expect(waiting.phase.value).toBe("ended");
  expect(sources.alive()).toBe(0);
});

Deno.test("a newer server's fields are ignored, and its new states change nothing: a call goes on", async () => {
  const live = { state: "live", twilioRoomStatus: "in-progress" } as const;
  const { waiting, time, sources } = room();
  await time.pass(0);
  sources.last.says("snapshot", { ...ours(10, live), addedLater: {} });
  expect(waiting.phase.value).toBe("live");
  sources.last.says("snapshot", { ...ours(20), state: "paused" });
  expect(waiting.phase.value).toBe("live");
  sources.last.says("snapshot", ours(30, { state: "ended" }));
  expect(waiting.phase.value).toBe("ended");
});

Deno.test("being offline is no reason to leave", async () => {
  const { waiting, time } = room({ beat: () => failure("offline") });
  await time.pass(HEARTBEAT_EVERY * 3);
  expect(waiting.gone.value).toBeNull();
  expect(waiting.phase.value).toBe("waiting");
});

Deno.test("an end that this page caused is not undone by a snapshot taken just before it", async () => {
  const { waiting, time, sources } = room();
  await time.pass(0);
  const live = { state: "live", twilioRoomStatus: "in-progress" } as const;
  sources.last.says("snapshot", ours(10, live));
  waiting.ended(at(20));
  sources.last.says("snapshot", ours(30, live));
  expect(waiting.phase.value).toBe("ended");
  sources.last.says("snapshot", ours(40, { state: "ended" }));
  expect(waiting.phase.value).toBe("ended");
});

Deno.test("once it is over the page keeps nothing open", async () => {
  const { waiting, time, sources, page } = room();
  await time.pass(0);
  sources.last.says(
    "snapshot",
    ours(10, { state: "ended", sessionEndedAt: at(10) }),
  );
  await time.pass(60_000);
  expect(waiting.phase.value).toBe("ended");
  expect(sources.alive()).toBe(0);
  expect(page.listeners()).toBe(0);
  expect(time.pending()).toBe(0);
});

Deno.test("an end that only the room reported is followed up until the server says when it was", async () => {
  const { waiting, time, sources } = room();
  await time.pass(0);
  waiting.ended(null);
  await time.pass(1_000);
  expect(sources.alive()).toBe(1);
  sources.last.says(
    "snapshot",
    ours(2_000, { state: "ended", sessionEndedAt: at(1_500) }),
  );
  expect(waiting.snapshot.value.sessionEndedAt).toBe(at(1_500));
  await time.pass(1_000);
  expect(sources.alive()).toBe(0);
});

Deno.test("without a stream the page polls, so it still moves on", async () => {
  const { waiting, time, sources } = room({
    status: () => ({
      ok: true,
      value: ours(time.elapsed(), {
        state: "live",
        twilioRoomStatus: "in-progress",
      }),
    }),
  });
  sources.last.fails("closed");
  await time.pass(4_000);
  expect(waiting.phase.value).toBe("live");
});

Deno.test("a heartbeat without an answer makes the page show that it is disconnected, until the next update", async () => {
  let cut = false;
  const { waiting, time, sources } = room({
    beat: () => cut ? failure("offline") : { ok: true, value: ours(0) },
  });
  await time.pass(0);
  expect(waiting.reachable.value).toBe(true);
  cut = true;
  await time.pass(HEARTBEAT_EVERY + 1);
  expect(waiting.reachable.value).toBe(false);
  sources.last.says("snapshot", ours(time.elapsed()));
  expect(waiting.reachable.value).toBe(true);
});

Deno.test("a refusal is an answer: the page does not show that it is disconnected", async () => {
  const { waiting, time } = room({ beat: () => failure("too_early") });
  await time.pass(HEARTBEAT_EVERY + 1);
  expect(waiting.reachable.value).toBe(true);
});

Deno.test("a page sends its media preferences with its first heartbeat, and a change at once", async () => {
  const { waiting, time, said } = room();
  await time.pass(0);
  expect(said).toEqual([DEFAULT_MEDIA_PREFERENCES]);
  waiting.setMediaPreferences({ ...DEFAULT_MEDIA_PREFERENCES });
  await time.pass(0);
  expect(said.length).toBe(1);
  const listening = { ...DEFAULT_MEDIA_PREFERENCES, wantsVideo: false };
  waiting.setMediaPreferences(listening);
  await time.pass(0);
  expect(said).toEqual([DEFAULT_MEDIA_PREFERENCES, listening]);
});

Deno.test("preferences that change during a heartbeat are sent at once after it", async () => {
  let answer = () => {};
  const { waiting, time, said } = room({
    beat: () =>
      new Promise((done) => {
        answer = () => done({ ok: true, value: ours(time.elapsed()) });
      }),
  });
  await time.pass(0);
  waiting.setMediaPreferences({
    ...DEFAULT_MEDIA_PREFERENCES,
    videoSuppressed: true,
  });
  await time.pass(0);
  expect(said.length).toBe(1);
  answer();
  await time.pass(0);
  expect(said.at(-1)).toEqual({
    ...DEFAULT_MEDIA_PREFERENCES,
    videoSuppressed: true,
  });
});

Deno.test("two unanswered heartbeats rate our own connection as poor, until the studio answers again for a while", async () => {
  let silent = false;
  const { waiting, time } = room({
    beat: () => silent ? failure("timeout") : { ok: true, value: aSnapshot() },
  });
  await time.pass(12_000);
  expect(waiting.connectionPoor.value).toBe(false);
  silent = true;
  await time.pass(12_000);
  expect(waiting.connectionPoor.value).toBe(true);
  silent = false;
  await time.pass(30_000);
  expect(waiting.connectionPoor.value).toBe(false);
});
