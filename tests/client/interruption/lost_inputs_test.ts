/** Before the call: a camera or microphone that the system took, with or without an event, comes back by itself. */
import { expect } from "expect";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import {
  chooseDevice,
  turnBackOn,
  turnOff,
} from "@/lib/client/media/device_switches.ts";
import {
  type Kind,
  type MediaSource,
  openDevices,
} from "@/lib/client/media/devices.ts";
import { recaptureLost } from "@/lib/client/interruption/lost_inputs.ts";
import { fakePage, fakeTime, settle } from "@/tests/client/_support.ts";
import { FakeTrack } from "@/tests/client/media/_fake_track.ts";

const KINDS = ["audio", "video"] as const;

/** A phone that waits with both on. A capture fails with `fails[kind]`. */
async function aWaitingPhone() {
  const made: FakeTrack[] = [];
  const asked: Kind[][] = [];
  const fails: Partial<Record<Kind, string>> = {};
  const devices = openDevices({
    getUserMedia(wanted: MediaStreamConstraints) {
      const kinds = KINDS.filter((kind) => wanted[kind]);
      asked.push(kinds);
      const error = kinds.map((kind) => fails[kind]).find(Boolean);
      if (error) return Promise.reject(new DOMException("no", error));
      const tracks = kinds.map((kind) => new FakeTrack(kind));
      made.push(...tracks);
      return Promise.resolve({ getTracks: () => tracks });
    },
    enumerateDevices: () => Promise.resolve([]),
  } as unknown as MediaSource);
  await devices.acquire();
  asked.length = 0;
  const page = fakePage();
  const time = fakeTime();
  const stop = recaptureLost({ devices, page, timers: time });
  const now = (kind: Kind) => devices[kind].value as unknown as FakeTrack;
  return { devices, made, asked, fails, page, time, stop, now };
}

type Phone = Awaited<ReturnType<typeof aWaitingPhone>>;

/** What the system may have done by the time the page is back. */
const TAKEN: Readonly<Record<string, (track: FakeTrack) => void>> = {
  "ended without an event": (track) => track.stop(),
  "ended with an event": (track) => track.ends(),
  "muted, and stays so": (track) => track.mutes(true),
  "muted without an event, and stays so": (track) => {
    track.muted = true;
  },
};

for (const [what, take] of Object.entries(TAKEN)) {
  for (const kind of KINDS) {
    for (const event of ["visible", "shown"] as const) {
      Deno.test(`${kind} that ${what} while the page was hidden flows again within two seconds of "${event}", and the other is left alone`, async () => {
        const phone = await aWaitingPhone();
        const { devices, asked, page, time, now } = phone;
        const before = { audio: now("audio"), video: now("video") };
        page.fire("hidden");
        take(now(kind));
        await time.pass(60 * SECOND);
        expect(asked).toEqual([]);
        page.visible = true;
        page.fire(event);
        await time.pass(1.5 * SECOND);
        await settle();
        expect(asked).toEqual([[kind]]);
        expect(now(kind)).not.toBe(before[kind]);
        expect(now(kind).readyState).toBe("live");
        expect(before[kind].readyState).toBe("ended");
        const other = kind === "audio" ? "video" : "audio";
        expect(now(other)).toBe(before[other]);
        expect(devices.problems.value).toEqual({ audio: null, video: null });
        expectNothingLeft(phone);
      });
    }
  }
}

Deno.test("one that ends in front of the person is captured again at once, and nobody reads that it is in use", async () => {
  const phone = await aWaitingPhone();
  const { devices, asked, now } = phone;
  now("video").ends();
  expect(devices.problems.value.video).toBeNull();
  await settle();
  expect(asked).toEqual([["video"]]);
  expect(now("video").readyState).toBe("live");
  expectNothingLeft(phone);
});

Deno.test("only if that fails the words come, with why; and the next return tries again", async () => {
  const phone = await aWaitingPhone();
  const { devices, asked, fails, page, now } = phone;
  fails.video = "NotReadableError";
  now("video").ends();
  await settle();
  expect([asked.length, devices.problems.value.video]).toEqual([1, "busy"]);
  expect(devices.video.value).toBeNull();
  delete fails.video;
  page.fire("hidden");
  page.fire("visible");
  await settle();
  expect(devices.problems.value.video).toBeNull();
  expect(now("video").readyState).toBe("live");
  expectNothingLeft(phone);
});

Deno.test("one that was denied meanwhile is not asked for again and again", async () => {
  const { devices, asked, fails, page, now } = await aWaitingPhone();
  fails.video = "NotAllowedError";
  now("video").ends();
  await settle();
  page.fire("visible");
  await settle();
  expect([asked.length, devices.problems.value.video]).toEqual([1, "denied"]);
});

Deno.test("one that is taken again at once is captured once, and then the person is asked", async () => {
  const { devices, asked, time, now } = await aWaitingPhone();
  now("video").ends();
  await settle();
  now("video").ends();
  await settle();
  expect([asked.length, devices.problems.value.video]).toEqual([1, "busy"]);
  await devices.acquire();
  await time.pass(60 * SECOND);
  now("video").ends();
  await settle();
  expect([asked.length, devices.problems.value.video]).toEqual([3, null]);
});

Deno.test("a muted track that unmutes by itself within a second is no interruption", async () => {
  const phone = await aWaitingPhone();
  const { asked, page, time, now } = phone;
  // Phones mute the camera of every page that is hidden.
  page.fire("hidden");
  now("video").mutes(true);
  await time.pass(60 * SECOND);
  page.fire("visible");
  await time.pass(0.9 * SECOND);
  now("video").mutes(false);
  await time.pass(60 * SECOND);
  now("audio").mutes(true);
  await time.pass(0.9 * SECOND);
  now("audio").mutes(false);
  await time.pass(60 * SECOND);
  expect(asked).toEqual([]);
  expectNothingLeft(phone);
});

Deno.test("a track that was held muted in front of the person is captured again once it is let go: it may say that it flows, and not do so", async () => {
  const phone = await aWaitingPhone();
  const { asked, time, now } = phone;
  now("audio").mutes(true);
  await time.pass(30 * SECOND);
  expect(asked).toEqual([]);
  now("audio").mutes(false);
  await settle();
  expect(asked).toEqual([["audio"]]);
  expectNothingLeft(phone);
});

Deno.test("what the person has turned off stays off, whatever becomes of its track", async () => {
  for (const take of Object.values(TAKEN)) {
    const phone = await aWaitingPhone();
    const { devices, asked, page, time, now } = phone;
    const microphone = now("audio");
    turnOff(devices, "audio");
    turnOff(devices, "video");
    page.fire("hidden");
    take(microphone);
    page.fire("visible");
    await time.pass(60 * SECOND);
    expect(asked).toEqual([]);
    expect(devices.problems.value).toEqual({ audio: null, video: null });
    expect(devices.off.value).toEqual({ audio: true, video: true });
    expectNothingLeft(phone);
    // Turned on, also by the call, it is another one: the first may lie.
    await turnBackOn(devices, "audio");
    expect(asked).toEqual([["audio"]]);
    expect(now("audio")).not.toBe(microphone);
    expect([now("audio").readyState, now("audio").enabled])
      .toEqual(["live", true]);
    expect(microphone.readyState).toBe("ended");
  }
});

Deno.test("a muted microphone through which a phone call went is captured again when it is turned on", async () => {
  const phone = await aWaitingPhone();
  const { devices, asked, time, now } = phone;
  const microphone = now("audio");
  turnOff(devices, "audio");
  microphone.mutes(true);
  await time.pass(30 * SECOND);
  microphone.mutes(false);
  await turnBackOn(devices, "audio");
  expect(asked).toEqual([["audio"]]);
  expect(now("audio").enabled).toBe(true);
  expectNothingLeft(phone);
});

Deno.test("a flip that is in progress when the page is back is no loss", async () => {
  const { devices, asked, page } = await aWaitingPhone();
  page.fire("hidden");
  const chosen = chooseDevice(devices, { kind: "video", deviceId: "cam-2" });
  await Promise.resolve();
  page.fire("visible");
  await chosen;
  await settle();
  expect(asked).toEqual([["video"]]);
});

Deno.test("a page that releases its devices captures nothing again", async () => {
  const phone = await aWaitingPhone();
  phone.devices.release();
  await settle();
  phone.page.fire("visible");
  await phone.time.pass(60 * SECOND);
  expect(phone.asked).toEqual([]);
  expect(phone.made.every(({ readyState }) => readyState === "ended"))
    .toBe(true);
  expectNothingLeft(phone);
});

Deno.test("what was lost before this began is captured again as it begins", async () => {
  const { devices, asked, page, time, stop, now } = await aWaitingPhone();
  stop();
  now("video").ends();
  await settle();
  expect(asked).toEqual([]);
  const again = recaptureLost({ devices, page, timers: time });
  await settle();
  expect(asked).toEqual([["video"]]);
  again();
});

/** After its end it captures nothing, which is left to the call. */
function expectNothingLeft({ stop, page, time }: Phone) {
  stop();
  expect([page.listeners(), time.pending()]).toEqual([0, 0]);
}
