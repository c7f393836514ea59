/** A call that begins while a device of the waiting room is still being captured: one capture remains, and it is the one that is sent. */
import { expect } from "expect";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import {
  captureAgain,
  chooseDevice,
  flipCamera,
  turnBackOn,
  turnOff,
} from "@/lib/client/media/device_switches.ts";
import type { Devices, Kind } from "@/lib/client/media/devices.ts";
import { otherCamera } from "@/lib/client/media/other_camera.ts";
import { FakeMediaTrack } from "@/tests/client/_fake_sdk.ts";
import { settle } from "@/tests/client/_support.ts";
import { aCall } from "./_a_call.ts";

/** What a person, or the system, may have begun by then. */
const BEGUN: Readonly<
  Record<
    string,
    readonly [Kind, (devices: Devices, lost: FakeMediaTrack) => unknown]
  >
> = {
  "the camera is flipped": [
    "video",
    (devices) => flipCamera(devices, otherCamera),
  ],
  "another camera is chosen": [
    "video",
    (devices) => chooseDevice(devices, { kind: "video", deviceId: "cam-2" }),
  ],
  "another microphone is chosen": [
    "audio",
    (devices) => chooseDevice(devices, { kind: "audio", deviceId: "mic-2" }),
  ],
  "the camera is turned on": ["video", (devices) => {
    turnOff(devices, "video");
    return turnBackOn(devices, "video");
  }],
  "the camera that the system took is captured again": [
    "video",
    (devices, lost) => {
      lost.ends();
      return captureAgain(devices, "video", () => true);
    },
  ],
  "the microphone that the system took is captured again": [
    "audio",
    (devices, lost) => {
      lost.ends();
      return captureAgain(devices, "audio", () => true);
    },
  ],
};

/** A phone in the waiting room; the test decides when the capture that has begun is granted. */
async function aStart([kind, begin]: typeof BEGUN[string]) {
  const made: FakeMediaTrack[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  let isHeld = false;
  let begun: unknown;
  const start = await aCall({
    isPhone: true,
    capture(kind) {
      const track = new FakeMediaTrack(kind);
      made.push(track);
      return track;
    },
    until: () => isHeld ? promise : null,
    async prepare(devices) {
      isHeld = true;
      begun = begin(devices, made.find((track) => track.kind === kind)!);
      await settle();
      isHeld = false;
    },
  });
  const { call, connects } = start;
  call.join();
  await settle();
  const live = () =>
    made.filter(({ readyState }) => readyState === "live")
      .map((track) => track.kind).sort();
  return {
    ...start,
    live,
    async grant() {
      resolve();
      await begun;
      await settle();
    },
    async accept() {
      const room = connects[0]!.accept();
      await settle();
      return room;
    },
    expectOne() {
      expect(live()).toEqual(["audio", "video"]);
      for (const kind of ["audio", "video"] as const) {
        const sent = start.locals.filter((one) => one.kind === kind);
        expect(sent.length).toBe(1);
        expect(sent[0]!.mediaStreamTrack)
          .toBe(start.devices[kind].value as never);
        expect(sent[0]!.isStopped).toBe(false);
        expect(sent[0]!.enabled).toBe(true);
      }
      expect(call.local.cameraOn.value).toBe(true);
      expect(call.local.microphoneOn.value).toBe(true);
      expect(call.local.interruption.value).toBeNull();
    },
  };
}

for (const [what, begun] of Object.entries(BEGUN)) {
  Deno.test(`the call waits while ${what}, and sends what comes of it`, async () => {
    const start = await aStart(begun);
    expect(start.connects).toEqual([]);
    await start.grant();
    const room = await start.accept();
    expect(start.connects[0]!.options.tracks).toEqual(start.locals);
    start.expectOne();
    // What phones do afterwards leaves no second capture behind.
    start.page.fire("hidden");
    await start.time.pass(5 * SECOND);
    start.page.fire("visible");
    await start.call.local.restore();
    await start.time.pass(5 * SECOND);
    expect(start.live()).toEqual(["audio", "video"]);
    expect(room.localParticipant.published).toEqual([]);
    start.call.stop();
    expect(start.live()).toEqual([]);
  });

  Deno.test(`a call that is left while ${what} captures nothing afterwards`, async () => {
    const start = await aStart(begun);
    start.call.stop();
    await start.grant();
    await start.time.pass(5 * SECOND);
    expect(start.live()).toEqual([]);
  });
}

Deno.test("a capture that waits for an answer keeps nobody out of the call, and is sent once it is granted", async () => {
  const start = await aStart(BEGUN["the camera is turned on"]!);
  await start.time.pass(3 * SECOND);
  const room = await start.accept();
  expect(start.locals.map(({ kind }) => kind)).toEqual(["audio"]);
  expect(start.call.local.cameraOn.value).toBe(false);
  expect(start.call.local.interruption.value).toBeNull();
  await start.grant();
  start.expectOne();
  expect(room.localParticipant.published).toEqual([start.locals[1]]);
});

Deno.test("a flip that never settles is given up: the call captures the camera itself, and stops what comes too late", async () => {
  const start = await aStart(BEGUN["the camera is flipped"]!);
  await start.time.pass(3 * SECOND);
  await start.accept();
  await start.time.pass(3 * SECOND);
  start.expectOne();
  await start.grant();
  start.expectOne();
});

Deno.test("a camera button that is pressed meanwhile makes no second capture", async () => {
  const start = await aStart(BEGUN["the camera is turned on"]!);
  const pressed = start.call.toggle("video");
  await start.grant();
  await pressed;
  await start.accept();
  start.expectOne();
  expect(start.captured).toEqual([]);
});

Deno.test("a camera that is turned off while another one starts stays off in the call", async () => {
  const start = await aStart(BEGUN["the camera is flipped"]!);
  await start.call.toggle("video");
  await start.grant();
  await start.accept();
  expect(start.call.local.cameraOn.value).toBe(false);
  expect(start.live()).toEqual(["audio"]);
});
