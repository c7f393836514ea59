/** Captures that take long: a prompt that nobody answers yet, or a browser that never does. */
import { expect } from "expect";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import {
  captureAgain,
  chooseDevice,
  flipCamera,
  turnBackOn,
  turnOff,
} from "@/lib/client/media/device_switches.ts";
import {
  type Kind,
  type MediaSource,
  openDevices,
} from "@/lib/client/media/devices.ts";
import { otherCamera } from "@/lib/client/media/other_camera.ts";
import { fakeTime, settle } from "@/tests/client/_support.ts";
import { FakeTrack } from "./_fake_track.ts";

/** A phone whose captures are answered by the test while `slow` is true. */
async function aPhone({ isAllowed = true }: { isAllowed?: boolean } = {}) {
  const made: FakeTrack[] = [];
  const asked: MediaStreamConstraints[] = [];
  const pending: (() => void)[] = [];
  const time = fakeTime();
  const how = { slow: false };
  const devices = openDevices(
    {
      async getUserMedia(wanted: MediaStreamConstraints) {
        asked.push(wanted);
        if (how.slow) await new Promise<void>((grant) => pending.push(grant));
        const tracks = (["audio", "video"] as const)
          .filter((kind) => wanted[kind]).map((kind) => new FakeTrack(kind));
        made.push(...tracks);
        return { getTracks: () => tracks };
      },
      enumerateDevices: () => Promise.resolve([]),
    } as unknown as MediaSource,
    {
      timers: time,
      elapsed: time.elapsed,
      isAllowed: () => Promise.resolve(isAllowed),
    },
  );
  await devices.acquire();
  how.slow = true;
  asked.length = 0;
  return {
    devices,
    asked,
    time,
    how,
    /** The answer to the oldest capture that waits. */
    async grant() {
      pending.shift()!();
      await settle();
    },
    live: (kind: Kind) =>
      made.filter((one) => one.kind === kind && one.readyState === "live"),
  };
}

for (const kind of ["audio", "video"] as const) {
  Deno.test(`${kind} is turned off at once, whatever is being captured, and what is granted later does not turn it on`, async () => {
    const { devices, grant, live } = await aPhone();
    void chooseDevice(devices, { kind, deviceId: "other" });
    await settle();
    turnOff(devices, kind);
    expect(devices.off.value[kind]).toBe(true);
    await grant();
    expect(live(kind).filter(({ enabled }) => enabled)).toEqual([]);
    expect(live("video").length).toBe(kind === "video" ? 0 : 1);
  });

  Deno.test(`a capture of ${kind} that never settles keeps nothing else from being done with it, and what comes late is stopped`, async () => {
    const { devices, asked, how, time, grant, live } = await aPhone();
    void captureAgain(devices, kind, () => true);
    await settle();
    how.slow = false;
    const choosing = chooseDevice(devices, { kind, deviceId: "other" });
    await time.pass(3 * SECOND);
    expect(await choosing).toBe(true);
    expect(asked.length).toBe(2);
    const chosen = devices[kind].value;
    await grant();
    expect(devices[kind].value).toBe(chosen);
    expect(live(kind)).toEqual([chosen]);
    turnOff(devices, kind);
    await turnBackOn(devices, kind);
    expect(live(kind)).toEqual([devices[kind].value]);
  });

  Deno.test(`a capture of ${kind} that is allowed and does not come is a problem of its own, and another attempt works`, async () => {
    const { devices, how, time, grant, live } = await aPhone();
    void chooseDevice(devices, { kind, deviceId: "other" });
    // The one before is tried as well.
    await time.pass(15 * SECOND);
    expect(devices.problems.value[kind]).toBeNull();
    await time.pass(15 * SECOND);
    expect(devices.problems.value[kind]).toBe("unknown");
    expect(devices[kind].value).toBeNull();
    how.slow = false;
    await devices.acquire();
    expect(devices.problems.value[kind]).toBeNull();
    await grant();
    await grant();
    expect(live(kind)).toEqual([devices[kind].value]);
  });
}

Deno.test("a prompt that stays open is no failure, however long the person thinks, and their answer counts", async () => {
  const { devices, time, grant, live } = await aPhone({ isAllowed: false });
  const flipping = flipCamera(devices, otherCamera);
  await time.pass(120 * SECOND);
  expect(devices.problems.value.video).toBeNull();
  await grant();
  await flipping;
  expect(live("video")).toEqual([devices.video.value]);
  expect(devices.camera.value.facing).toBe("environment");
});

Deno.test("the first request that never settles although it is allowed ends with instructions, and with what does start", async () => {
  const { devices, asked, how, time } = await aPhone();
  devices.release();
  void devices.acquire();
  await settle();
  how.slow = false;
  await time.pass(15 * SECOND);
  await settle();
  expect(asked.map((one) => Object.keys(one)))
    .toEqual([["audio", "video"], ["audio"], ["video"]]);
  expect(devices.state.value).toBe("ready");
  expect(devices.problems.value).toEqual({ audio: null, video: null });
});

Deno.test("a camera that is turned on while its last capture still waits starts without it", async () => {
  const { devices, how, time, grant, live } = await aPhone();
  turnOff(devices, "video");
  void turnBackOn(devices, "video");
  await settle();
  turnOff(devices, "video");
  how.slow = false;
  const on = turnBackOn(devices, "video");
  await time.pass(3 * SECOND);
  await on;
  await grant();
  expect(live("video")).toEqual([devices.video.value]);
});
