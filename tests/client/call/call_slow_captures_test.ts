/** Captures in the call that take long, or never settle. */
import { expect } from "expect";
import { until } from "@/tests/_support/patience.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { FakeMediaTrack } from "@/tests/client/_fake_sdk.ts";
import { settle } from "@/tests/client/_support.ts";
import { aCall } from "./_a_call.ts";

/** A call on a phone whose captures are answered by the test while `slow` is true. */
async function aSlowCall({ isAllowed = false }: { isAllowed?: boolean } = {}) {
  const made: FakeMediaTrack[] = [];
  const pending: (() => void)[] = [];
  const how = { slow: false };
  const call = await aCall({
    isPhone: true,
    isAllowed,
    capture(kind) {
      const track = new FakeMediaTrack(kind);
      made.push(track);
      return track;
    },
    until: () =>
      how.slow ? new Promise<void>((grant) => pending.push(grant)) : null,
  });
  await call.joined();
  await call.time.pass(10 * SECOND);
  how.slow = true;
  const track = (kind: "audio" | "video") =>
    call.locals.find((one) => one.kind === kind)!;
  return {
    ...call,
    how,
    track,
    /** Something waits for an answer. */
    asked: () => until("a capture", () => pending.length > 0),
    /** The answer to the oldest capture that waits. */
    async grant() {
      pending.shift()!();
      await settle();
    },
    live: (kind: "audio" | "video") =>
      made.filter((one) => one.kind === kind && one.readyState === "live"),
    expectOne(kind: "audio" | "video") {
      expect(this.live(kind)).toEqual([track(kind).mediaStreamTrack]);
    },
  };
}

Deno.test("a camera that is still starting is turned off at once, and what is granted later does not turn it on", async () => {
  const slow = await aSlowCall();
  const { call } = slow;
  await call.toggle("video");
  const starting = call.toggle("video");
  await settle();
  await call.toggle("video");
  expect(call.local.cameraOn.value).toBe(false);
  await starting;
  await slow.grant();
  expect(slow.live("video")).toEqual([]);
  expect(call.local.interruption.value).toBeNull();
  slow.how.slow = false;
  await call.toggle("video");
  slow.expectOne("video");
  expect(call.local.cameraOn.value).toBe(true);
});

Deno.test("a camera that is turned off in the last moment of its start, while the SDK puts it in place, is off", async () => {
  const slow = await aSlowCall();
  slow.how.slow = false;
  const video = slow.track("video");
  const placed = Promise.withResolvers<void>();
  video.restart = async (constraints) => {
    const stream = await video.getUserMedia({ video: constraints });
    await placed.promise;
    video.mediaStreamTrack = stream.getTracks()[0] as never;
  };
  await slow.call.toggle("video");
  const starting = slow.call.toggle("video");
  await settle();
  await slow.call.toggle("video");
  placed.resolve();
  await starting;
  expect(slow.live("video")).toEqual([]);
});

Deno.test("a flip that never settles keeps the camera neither on nor off", async () => {
  const slow = await aSlowCall();
  void slow.call.local.flip();
  await slow.asked();
  await slow.time.pass(60 * SECOND);
  await slow.call.toggle("video");
  expect(slow.call.local.cameraOn.value).toBe(false);
  expect(slow.live("video")).toEqual([]);
  slow.how.slow = false;
  await slow.call.toggle("video");
  slow.expectOne("video");
  await slow.grant();
  slow.expectOne("video");
  expect(slow.call.local.interruption.value).toBeNull();
});

Deno.test("a flip that is allowed and never settles brings the first camera back", async () => {
  const slow = await aSlowCall({ isAllowed: true });
  const flip = slow.call.local.flip();
  await slow.asked();
  slow.how.slow = false;
  await slow.time.pass(15 * SECOND);
  await flip;
  slow.expectOne("video");
  expect(slow.call.local.facing.value).toBe("user");
  await slow.grant();
  slow.expectOne("video");
});

Deno.test("a microphone that never starts keeps nobody from turning the camera off and on", async () => {
  const slow = await aSlowCall();
  void slow.call.local.choose("audio", "audio-2");
  await settle();
  slow.how.slow = false;
  await slow.call.toggle("video");
  expect(slow.live("video")).toEqual([]);
  await slow.call.toggle("video");
  slow.expectOne("video");
});

Deno.test("a tap on Restore captures again what never came, and what comes later is stopped", async () => {
  const slow = await aSlowCall();
  slow.track("audio").mediaStreamTrack.ends();
  await slow.time.pass(40 * SECOND);
  expect(slow.call.local.interruption.value)
    .toEqual({ media: "audio", step: "stuck" });
  slow.how.slow = false;
  await slow.call.local.restore();
  await slow.time.pass(SECOND);
  slow.expectOne("audio");
  expect(slow.call.local.interruption.value).toBeNull();
  await slow.grant();
  slow.expectOne("audio");
});
