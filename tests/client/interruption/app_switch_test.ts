/** A phone in a call whose person looks at another app, and comes back. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import { turnOff } from "@/lib/client/media/device_switches.ts";
import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { aToken } from "@/tests/client/_support.ts";
import { aPhone, expectAllFlows } from "./_lying_tracks.ts";

Deno.test("an app switch that takes nothing captures nothing; one that takes the camera brings it back within 2 seconds", async () => {
  const phone = await aPhone();
  phone.page.fire("hidden");
  expect(phone.interrupted()).toBe(true);
  await phone.time.pass(5_000);
  phone.page.fire("visible");
  await phone.time.pass(2_000);
  expect(phone.kinds()).toEqual([]);
  expectAllFlows(phone);

  phone.track("video").mutes();
  phone.page.fire("hidden");
  await phone.time.pass(30_000);
  phone.track("video").mutes(false);
  phone.page.fire("visible");
  await phone.time.pass(2_000);
  expect(phone.kinds()).toEqual(["video"]);
  expectAllFlows(phone);
});

const UNSENT: Readonly<
  Record<string, NonNullable<Parameters<typeof aPhone>[0]>>
> = {
  "this person has chosen sound only": { audioOnly: "chosen" },
  "its line is too weak": {
    audioOnly: "audio",
    token: () => ({ ok: true, value: aToken({ wsServer: null }) }),
  },
  "the other person listens only": {
    other: signal({ ...DEFAULT_MEDIA_PREFERENCES, wantsVideo: false }),
  },
};

for (const [why, options] of Object.entries(UNSENT)) {
  Deno.test(`an app switch in a call without video, because ${why}, captures nothing, and nobody is told afterwards`, async () => {
    const phone = await aPhone(options);
    expect(phone.call.sendsVideo.value).toBe(false);
    const shown: unknown[] = [];
    phone.call.local.interruption.subscribe((one) => shown.push(one));
    for (let time = 0; time < 2; time++) {
      phone.page.fire("hidden");
      expect(phone.interrupted()).toBe(true);
      await phone.time.pass(5_000);
      phone.page.fire("visible");
      await phone.time.pass(2_000);
      expectAllFlows(phone);
    }
    expect(phone.kinds()).toEqual([]);
    expect(shown).toEqual([null]);
  });
}

Deno.test("a camera that lies since an app switch in a call without video is found out once its picture is sent again", async () => {
  const phone = await aPhone();
  phone.call.chooseMedia("audio");
  await phone.time.pass(1_000);
  phone.page.fire("hidden");
  await phone.time.pass(5_000);
  phone.track("video").flows = false;
  phone.page.fire("visible");
  await phone.time.pass(30_000);
  expect([phone.kinds(), phone.interrupted()]).toEqual([[], false]);
  phone.call.chooseMedia("video");
  await phone.time.pass(3_000);
  expect(phone.kinds()).toEqual(["video"]);
  expect(phone.track("video").isFlowing).toBe(true);
  expect(phone.shown()).toBeNull();
});

Deno.test("a camera that the system ended in a call without video is captured once, and believed", async () => {
  const phone = await aPhone();
  phone.call.chooseMedia("audio");
  await phone.time.pass(1_000);
  phone.page.fire("hidden");
  phone.track("video").ends();
  phone.page.fire("visible");
  await phone.time.pass(30_000);
  expect(phone.kinds()).toEqual(["video"]);
  expect([phone.shown(), phone.interrupted()]).toEqual([null, false]);
});

Deno.test("a microphone that was silent by its own switch before an app switch is captured once after it, without a word", async () => {
  const phone = await aPhone();
  phone.nextCaptures((track) => track.flows = track.kind !== "audio");
  phone.track("audio").flows = false;
  await phone.time.pass(10_000);
  expect(phone.kinds()).toEqual(["audio"]);
  const shown: unknown[] = [];
  phone.call.local.interruption.subscribe((one) => shown.push(one));
  for (let time = 1; time <= 2; time++) {
    phone.page.fire("hidden");
    await phone.time.pass(5_000);
    phone.page.fire("visible");
    await phone.time.pass(2_000);
    expect(phone.interrupted()).toBe(false);
    await phone.time.pass(30_000);
    expect(phone.kinds()).toEqual(Array(1 + time).fill("audio"));
    expect(phone.phase()).toBe("flowing");
  }
  expect(shown).toEqual([null]);
});

Deno.test("a microphone that joined muted and lies after an app switch is captured again when it is turned on", async () => {
  const phone = await aPhone({
    prepare: (devices) => Promise.resolve(turnOff(devices, "audio")),
  });
  phone.page.fire("hidden");
  await phone.time.pass(5_000);
  phone.track("audio").flows = false;
  phone.page.fire("visible");
  await phone.time.pass(5_000);
  expect(phone.kinds()).toEqual([]);
  await phone.call.toggle("audio");
  await phone.time.pass(5_000);
  expect(phone.kinds()).toEqual(["audio"]);
  expectAllFlows(phone);
});

Deno.test("a page that was frozen has missed every event: what its tracks say on return counts, and what flows", async () => {
  const phone = await aPhone();
  phone.page.fire("hidden");
  // Without events: the page did not run.
  phone.track("audio").readyState = "ended";
  phone.track("video").flows = false;
  phone.page.fire("visible");
  await phone.time.pass(5_000);
  expect(phone.kinds()).toEqual(["audio", "video"]);
  expectAllFlows(phone);
});
