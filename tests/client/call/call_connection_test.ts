import { signal } from "@preact/signals";
import { expect } from "expect";
import type { Answer } from "@/lib/client/page/api.ts";
import { MAX_TRIES } from "@/lib/client/call/call_machine.ts";
import type { TokenAnswer } from "@/lib/wire/wire.ts";
import { aToken, failure, settle } from "@/tests/client/_support.ts";
import { aCall, type Joining } from "./_a_call.ts";

Deno.test("a lost connection is re-established with a fresh token, the same tracks and one connect at a time", async () => {
  const { call, joined, connects, time, tokens, captured } = await aCall();
  const room = await joined();
  room.drops(53001);
  expect(call.state.value.is).toBe("rejoining");
  await time.pass(1_000);
  expect(connects.length).toBe(2);
  expect(connects[1]!.token).toBe("token-2");
  expect(connects[1]!.options.tracks).toEqual(connects[0]!.options.tracks);
  call.join();
  await settle();
  expect(connects.length).toBe(2);
  expect(tokens()).toBe(2);
  expect(captured).toEqual([]);
  connects[1]!.accept();
  await settle();
  expect(call.state.value.is).toBe("connected");
  expect(call.restored.value).toBe(true);
  await time.pass(5_000);
  expect(call.restored.value).toBe(false);
});

Deno.test("what nobody needs for the first picture waits for two seconds of connection, and not for one that does not come", async () => {
  const connected = await aCall();
  await connected.joined();
  await connected.time.pass(1_900);
  expect(connected.call.settled.value).toBe(false);
  await connected.time.pass(200);
  expect(connected.call.settled.value).toBe(true);

  const refused = await aCall();
  refused.call.join();
  await settle();
  expect(refused.call.settled.value).toBe(false);
  refused.connects.at(-1)!.refuse(53000);
  await refused.time.pass(1_000);
  expect(refused.call.settled.value).toBe(true);
});

Deno.test("a server that never lets us in is asked a limited number of times, then the person is asked", async () => {
  const { call, connects, time } = await aCall();
  call.join();
  await settle();
  for (let i = 0; i < 40; i++) {
    connects.at(-1)!.refuse(53000);
    await time.pass(10_000);
  }
  expect(call.state.value.is).toBe("failed");
  expect(connects.length).toBe(MAX_TRIES + 1);
  call.join();
  await settle();
  expect(connects.length).toBe(MAX_TRIES + 2);
});

Deno.test("a connect that never settles is given up, and a room that it opens too late is left at once", async () => {
  const { call, connects, time } = await aCall();
  call.join();
  await time.pass(25_000);
  expect(connects[0]!.cancelled).toBe(true);
  const late = connects[0]!.accept();
  await settle();
  expect(late.state).toBe("disconnected");
  expect(call.state.value.is).not.toBe("connected");
});

Deno.test("the session ends, another tab takes over, or the page is left while joining: the SDK throws when cancelled too early, and everything else is undone", async () => {
  const ways = {
    ended: ({ call }: Joining) => call.stop(),
    elsewhere: ({ connects }: Joining) => connects[0]!.refuse(53205),
    leaving: ({ page }: Joining) => page.fire("leaving"),
  };
  for (const [way, happens] of Object.entries(ways)) {
    const told: unknown[] = [];
    const all = await aCall({ cancelThrows: true });
    const { call, connects, locals, page, time, devices } = all;
    call.join();
    await settle();
    expect(call.state.value.is).toBe("joining");
    const tell = (event: Event) => told.push(event) && event.preventDefault();
    globalThis.addEventListener("error", tell);
    happens(all);
    await settle();
    globalThis.removeEventListener("error", tell);
    expect({ way, told }).toEqual({ way, told: [] });
    expect(connects[0]!.cancelled).toBe(true);
    expect(time.pending()).toBe(0);
    if (way === "leaving") {
      expect(call.state.value.is).toBe("idle");
      page.fire("shown");
      await settle();
      expect(connects.length).toBe(2);
      continue;
    }
    expect(locals.every((l) => l.isStopped)).toBe(true);
    expect(devices.video.value).toBeNull();
    if (way === "ended") expect(page.listeners()).toBe(0);
  }
});

Deno.test("53118 ends the call: camera and microphone are switched off", async () => {
  const { call, joined, devices, locals } = await aCall();
  const room = await joined();
  room.drops(53118);
  expect(call.state.value.is).toBe("ended");
  expect(locals.every((l) => l.isStopped)).toBe(true);
  expect(devices.video.value).toBeNull();
});

Deno.test("53205 ends the call in this tab: it releases the camera and never returns by itself", async () => {
  const { call, joined, connects, page, time, locals } = await aCall();
  const room = await joined();
  room.drops(53205);
  expect(call.state.value.is).toBe("elsewhere");
  expect(locals.every((l) => l.isStopped)).toBe(true);
  page.fire("visible");
  page.fire("online");
  page.fire("shown");
  await time.pass(600_000);
  expect(connects.length).toBe(1);
});

Deno.test("a page that is left leaves the room, and rejoins when it returns from the browser's cache", async () => {
  const { joined, connects, page } = await aCall();
  const room = await joined();
  page.fire("leaving");
  expect(room.state).toBe("disconnected");
  page.fire("shown");
  await settle();
  expect(connects.length).toBe(2);
});

Deno.test("stopping leaves the room without our listeners on it or on the page, and without timers", async () => {
  const { call, joined, page, time, locals } = await aCall();
  const room = await joined();
  expect(room.listeners_()).toBeGreaterThan(0);
  call.stop();
  expect(room.state).toBe("disconnected");
  expect(room.listeners_()).toBe(0);
  expect(page.listeners()).toBe(0);
  expect(time.pending()).toBe(0);
  expect(locals.every((l) => l.eventNames().length === 0)).toBe(true);
  expect(locals.every((l) => l.isStopped)).toBe(true);
});

Deno.test("every room is left without listeners after many rejoins", async () => {
  const { joined, connects, time } = await aCall();
  const rooms = [await joined()];
  for (let i = 0; i < 5; i++) {
    rooms.at(-1)!.drops(53001);
    await time.pass(10_000);
    rooms.push(connects.at(-1)!.accept());
    await time.pass(40_000);
  }
  expect(rooms.slice(0, -1).map((room) => room.listeners_())).toEqual([
    0,
    0,
    0,
    0,
    0,
  ]);
});

Deno.test("a refused token is handled: wait for the room, or stop", async () => {
  let answer: Answer<TokenAnswer> = failure("room_not_ready", {
    retryAfterMs: 700,
  });
  const { call, connects, time, tokens } = await aCall({
    token: () => answer,
  });
  call.join();
  await time.pass(699);
  expect(tokens()).toBe(1);
  answer = failure("too_late");
  await time.pass(1);
  expect(tokens()).toBe(2);
  expect(call.state.value).toMatchObject({
    is: "failed",
    sentence: "refused: too_late",
  });
  expect(connects.length).toBe(0);
});

Deno.test("an SDK that cannot be loaded is retried like any lost connection", async () => {
  const { call } = await aCall({
    sdk: () => Promise.reject(new TypeError("Failed to fetch")),
  });
  call.join();
  await settle();
  expect(call.state.value.is).toBe("rejoining");
});

Deno.test("a token that expires while the SDK reconnects is replaced once, with the same tracks", async () => {
  const { call, joined, connects, time, tokens, captured, locals } =
    await aCall();
  const room = await joined();
  room.emit("reconnecting");
  room.drops(20104);
  expect(call.state.value).toMatchObject({
    is: "rejoining",
    sentence: expect.stringMatching(/has expired/),
  });
  await time.pass(1_000);
  expect(tokens()).toBe(2);
  expect(connects.length).toBe(2);
  expect(connects[1]!.token).toBe("token-2");
  expect(connects[1]!.options.tracks).toEqual(locals);
  connects[1]!.accept();
  await time.pass(60_000);
  expect(call.state.value.is).toBe("connected");
  expect(connects.length).toBe(2);
  expect(captured).toEqual([]);
});

Deno.test("a server that refuses every token is asked three times in all, then the person is asked", async () => {
  const { call, connects, time, tokens } = await aCall();
  call.join();
  await settle();
  for (let i = 0; i < 10; i++) {
    connects.at(-1)!.refuse(20104);
    await time.pass(10_000);
  }
  expect(call.state.value).toMatchObject({ is: "failed" });
  expect(tokens()).toBe(3);
});

Deno.test("a call that has given up continues by itself when the studio answers again, and not before", async () => {
  const reachable = signal(true);
  let away = true;
  const { call, time, connects } = await aCall({
    reachable,
    token: () =>
      away
        ? { ok: false, code: "offline", message: "away" }
        : { ok: true, value: aToken() },
  });
  call.join();
  await time.pass(5 * 60_000);
  expect(call.state.value).toMatchObject({ is: "failed", tired: true });
  reachable.value = false;
  await settle();
  expect(call.state.value.is).toBe("failed");
  away = false;
  reachable.value = true;
  await settle();
  connects.at(-1)!.accept();
  await settle();
  expect(call.state.value.is).toBe("connected");
});
