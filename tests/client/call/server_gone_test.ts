/** The server is gone for 30 seconds: in the call. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { callErrors } from "@/words/call_errors.ts";
import { aToken, settle } from "@/tests/client/_support.ts";
import { aCall } from "./_a_call.ts";

const GONE = 30 * SECOND;

/** A call whose server may be gone for tokens and heartbeats. */
async function aCallThatLosesItsServer() {
  const reachable = signal(true);
  const made = await aCall({
    reachable,
    token: () =>
      reachable.value
        ? { ok: true, value: aToken() }
        : { ok: false, code: "offline", message: "You seem to be offline." },
  });
  const room = await made.joined();
  return { ...made, room, reachable };
}

Deno.test("signalling that the SDK restores by itself after 30 seconds keeps room, tracks and devices", async () => {
  const { call, room, time, connects, captured, reachable } =
    await aCallThatLosesItsServer();
  reachable.value = false;
  room.emit("reconnecting", new Error("gone"));
  await time.pass(GONE);
  expect(call.state.value.is).toBe("reconnecting");
  reachable.value = true;
  room.emit("reconnected");
  expect(call.state.value.is).toBe("connected");
  expect(call.restored.value).toBe(true);
  expect(connects.length).toBe(1);
  expect(captured).toEqual([]);
});

Deno.test("a room that the SDK gave up meanwhile is joined again as soon as the server answers, by nobody's tap and with the same tracks", async () => {
  const { call, room, time, connects, captured, reachable } =
    await aCallThatLosesItsServer();
  reachable.value = false;
  room.emit("reconnecting", new Error("gone"));
  await time.pass(10 * SECOND);
  room.drops(53001);
  await time.pass(GONE - 10 * SECOND);
  expect(call.state.value).toMatchObject({ is: "rejoining" });
  expect(connects.length).toBe(1);
  reachable.value = true;
  await settle();
  connects.at(-1)!.accept();
  await settle();
  expect(connects.length).toBe(2);
  expect(call.state.value.is).toBe("connected");
  expect(connects[1]!.options.tracks).toEqual(connects[0]!.options.tracks);
  expect(captured).toEqual([]);
});

Deno.test("a call that gave up just before the server returned says so, and goes on by itself", async () => {
  const { call, room, time, connects, reachable } =
    await aCallThatLosesItsServer();
  reachable.value = false;
  room.drops(53001);
  await time.pass(GONE);
  expect(call.state.value).toMatchObject({
    is: "failed",
    tired: true,
    sentence: callErrors.gaveUp,
  });
  reachable.value = true;
  await settle();
  connects.at(-1)!.accept();
  await settle();
  expect(call.state.value.is).toBe("connected");
});
