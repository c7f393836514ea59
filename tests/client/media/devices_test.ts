import { expect } from "expect";
import { listInputs } from "@/lib/client/media/device_lists.ts";
import { isAlreadyAllowed } from "@/lib/client/media/device_permission.ts";
import { problemOf } from "@/lib/client/media/device_problems.ts";
import { chooseDevice } from "@/lib/client/media/device_switches.ts";
import { type MediaSource, openDevices } from "@/lib/client/media/devices.ts";
import { turnBackOn, turnOff } from "@/lib/client/media/device_switches.ts";
import { browserFacts } from "@/lib/client/page/platform.ts";
import { tabMemory, type TabStorage } from "@/lib/client/page/tab_memory.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { FakeTrack } from "./_fake_track.ts";

/** A computer with these devices; `errors` defines what each kind fails with. */
function computer(
  errors: { audio?: string; video?: string; both?: string } = {},
) {
  const made: FakeTrack[] = [];
  const asked: MediaStreamConstraints[] = [];
  /** How long the browser, or a person, takes for each answer. */
  const answers = { after: 0 };
  let now = 0;
  const source = {
    getUserMedia(constraints: MediaStreamConstraints) {
      asked.push(constraints);
      now += answers.after;
      const { audio, video } = constraints;
      const error = audio && video
        ? errors.both ?? errors.audio ?? errors.video
        : audio
        ? errors.audio
        : errors.video;
      if (error) return Promise.reject(new DOMException("no", error));
      const tracks = [
        ...(audio ? [new FakeTrack("audio")] : []),
        ...(video ? [new FakeTrack("video")] : []),
      ];
      made.push(...tracks);
      return Promise.resolve({ getTracks: () => tracks });
    },
    enumerateDevices: () => Promise.resolve([]),
  } as unknown as MediaSource;
  return { source, made, asked, answers, host: { elapsed: () => now } };
}

/** Which were asked for, one time after the other. */
const kindsOf = (asked: readonly MediaStreamConstraints[]) =>
  asked.map((one) => Object.keys(one));

Deno.test("camera and microphone are requested together, and only once", async () => {
  const { source, asked } = computer();
  const devices = openDevices(source);
  await Promise.all([devices.acquire(), devices.acquire()]);
  await devices.acquire();
  expect(asked.length).toBe(1);
  expect(asked[0]!.video).toMatchObject({
    facingMode: "user",
    width: { ideal: 1280 },
  });
  expect(asked[0]!.audio).toMatchObject({ echoCancellation: true });
  expect(devices.state.value).toBe("ready");
  expect(devices.video.value).not.toBeNull();
  expect(devices.audio.value).not.toBeNull();
});

Deno.test("what a person has just refused is not followed by another request", async () => {
  const { source, asked, answers, host } = computer({
    audio: "NotAllowedError",
  });
  answers.after = 2 * SECOND;
  const devices = openDevices(source, host);
  await devices.acquire();
  expect(kindsOf(asked)).toEqual([["audio", "video"]]);
  expect(devices.state.value).toBe("blocked");
  expect(devices.problems.value).toEqual({ audio: "denied", video: "denied" });
});

const BLOCKED = [
  { blocked: "video", works: "audio" },
  { blocked: "audio", works: "video" },
] as const;

for (const { blocked, works } of BLOCKED) {
  Deno.test(`${blocked} that the site's settings block does not take ${works} with it`, async () => {
    const { source, host } = computer({ [blocked]: "NotAllowedError" });
    const devices = openDevices(source, host);
    await devices.acquire();
    expect(devices.state.value).toBe("ready");
    expect(devices[works].value).not.toBeNull();
    expect(devices.problems.value)
      .toEqual({ [blocked]: "denied", [works]: null });
  });

  Deno.test(`after a refusal of both, trying again asks for each alone: ${works} works, and ${blocked} is denied`, async () => {
    const { source, asked, answers, host } = computer({
      [blocked]: "NotAllowedError",
    });
    // As slow as a person, although a setting answers: nobody can tell.
    answers.after = 2 * SECOND;
    const devices = openDevices(source, host);
    await devices.acquire();
    await devices.acquire();
    // After a refusal, the other one has to wait for the next tap.
    if (devices.state.value === "blocked") await devices.acquire();
    expect(devices.state.value).toBe("ready");
    expect(devices.problems.value)
      .toEqual({ [blocked]: "denied", [works]: null });
    expect(kindsOf(asked)[0]).toEqual(["audio", "video"]);
    expect(kindsOf(asked).slice(1).every(({ length }) => length === 1))
      .toBe(true);
  });
}

Deno.test("no prompt follows another one that the person has refused, without a tap between", async () => {
  const { source, asked, answers, host } = computer({
    audio: "NotAllowedError",
    video: "NotAllowedError",
  });
  answers.after = 2 * SECOND;
  const devices = openDevices(source, host);
  for (let tap = 1; tap <= 4; tap++) {
    await devices.acquire();
    expect(asked.length).toBe(tap);
    expect(devices.state.value).toBe("blocked");
  }
});

Deno.test("without a camera the microphone still works, and vice versa", async () => {
  const deaf = openDevices(computer({ audio: "NotFoundError" }).source);
  await deaf.acquire();
  expect(deaf.state.value).toBe("ready");
  expect(deaf.audio.value).toBeNull();
  expect(deaf.video.value).not.toBeNull();
  expect(deaf.problems.value).toEqual({ audio: "missing", video: null });

  const blind = openDevices(computer({ video: "NotReadableError" }).source);
  await blind.acquire();
  expect(blind.audio.value).not.toBeNull();
  expect(blind.problems.value).toEqual({ audio: null, video: "busy" });
});

Deno.test("after a failure, trying again requests again", async () => {
  const { source, asked } = computer({
    audio: "NotFoundError",
    video: "NotReadableError",
  });
  const devices = openDevices(source);
  await devices.acquire();
  const before = asked.length;
  await devices.acquire();
  expect(asked.length).toBeGreaterThan(before);
});

Deno.test("a camera that is granted after the page released it is switched off at once", async () => {
  const { source, made } = computer();
  const devices = openDevices(source);
  const asking = devices.acquire();
  devices.release();
  await asking;
  expect(made.every((track) => track.readyState === "ended")).toBe(true);
  expect(devices.video.value).toBeNull();
});

Deno.test("one can continue without devices, and a late grant does not switch the camera on unnoticed", async () => {
  const { source, made } = computer();
  const devices = openDevices(source);
  const asking = devices.acquire();
  devices.skip();
  await asking;
  expect(devices.state.value).toBe("skipped");
  expect(made.every((track) => track.readyState === "ended")).toBe(true);
});

Deno.test("releasing stops every track", async () => {
  const { source, made } = computer();
  const devices = openDevices(source);
  await devices.acquire();
  devices.release();
  expect(made.map((track) => track.readyState)).toEqual(["ended", "ended"]);
  expect(devices.state.value).toBe("idle");
});

Deno.test("choosing another camera releases the first before requesting, and leaves the microphone alone", async () => {
  const { source, made, asked } = computer();
  const devices = openDevices(source);
  await devices.acquire();
  await chooseDevice(devices, { kind: "video", deviceId: "cam-2" });
  expect(asked[1]).toMatchObject({ video: { deviceId: { exact: "cam-2" } } });
  expect(asked[1]!.audio).toBeUndefined();
  expect(asked[1]!.video).not.toHaveProperty("facingMode");
  expect(made.map((track) => track.readyState)).toEqual([
    "live",
    "ended",
    "live",
  ]);
});

Deno.test("a browser without getUserMedia is reported instead of failing", async () => {
  const devices = openDevices(undefined);
  await devices.acquire();
  expect(devices.state.value).toBe("blocked");
  expect(devices.problems.value.video).toBe("unsupported");
  expect(await listInputs(devices, "video")).toEqual([]);
});

Deno.test("the browsers' different error names for one problem map to one code", () => {
  for (const name of ["NotAllowedError", "SecurityError"]) {
    expect(problemOf(new DOMException("", name))).toBe("denied");
  }
  for (const name of ["NotReadableError", "TrackStartError", "AbortError"]) {
    expect(problemOf({ name })).toBe("busy");
  }
  expect(problemOf(new DOMException("", "NotFoundError"))).toBe("missing");
  expect(
    problemOf(
      new DOMException("Permission denied by system", "NotAllowedError"),
    ),
  ).toBe("denied_by_system");
  expect(problemOf("what")).toBe("unknown");
  expect(problemOf(null)).toBe("unknown");
});

Deno.test("only 'granted' for both counts as already allowed", async () => {
  const permissions = (camera: string, microphone: string) =>
    ({
      query: ({ name }: { name: string }) =>
        Promise.resolve({ state: name === "camera" ? camera : microphone }),
    }) as unknown as Permissions;
  expect(await isAlreadyAllowed(permissions("granted", "granted"))).toBe(true);
  expect(await isAlreadyAllowed(permissions("granted", "prompt"))).toBe(false);
  expect(await isAlreadyAllowed(permissions("prompt", "prompt"))).toBe(false);
  expect(await isAlreadyAllowed(undefined)).toBe(false);
  expect(await isAlreadyAllowed(permissions("granted", "prompt"), ["video"]))
    .toBe(true);
});

Deno.test("a microphone that was refused once is asked for again at the next tap, also while the camera is off", async () => {
  const refusing: { audio?: string } = { audio: "NotAllowedError" };
  const { source, answers, host } = computer(refusing);
  answers.after = 2 * SECOND;
  const devices = openDevices(source, host);
  devices.switched("video", false);
  await devices.acquire();
  delete refusing.audio;
  // As when the person leaves for now, and comes back.
  devices.release();
  await devices.acquire();
  expect(devices.audio.value?.readyState).toBe("live");
});

/** One tab: its memory survives each page load. */
function aTab(storage?: () => TabStorage) {
  const kept = new Map<string, string>();
  const { source, made, asked } = computer();
  return {
    made,
    asked,
    load: () =>
      openDevices(source, {
        memory: tabMemory(
          "off",
          storage ?? (() => ({
            getItem: (key) => kept.get(key) ?? null,
            setItem: (key, value) => void kept.set(key, value),
            removeItem: (key) => void kept.delete(key),
          })),
        ),
      }),
  };
}

Deno.test("muted, reload, still muted; turned on, reload, still on", async () => {
  const tab = aTab();
  const before = tab.load();
  await before.acquire();
  turnOff(before, "audio");
  const after = tab.load();
  await after.acquire();
  expect(after.off.value).toEqual({ audio: true, video: false });
  expect(after.audio.value?.enabled).toBe(false);
  expect(after.video.value?.readyState).toBe("live");
  await turnBackOn(after, "audio");
  const last = tab.load();
  await last.acquire();
  expect(last.off.value).toEqual({ audio: false, video: false });
  expect(last.audio.value?.enabled).toBe(true);
});

Deno.test("a camera that the call has turned off is not captured by the next page load, until it is turned on", async () => {
  const tab = aTab();
  const before = tab.load();
  await before.acquire();
  before.switched("video", false);
  tab.asked.length = 0;
  const after = tab.load();
  await after.acquire();
  expect(kindsOf(tab.asked)).toEqual([["audio"]]);
  expect(after.state.value).toBe("ready");
  expect([after.video.value, after.problems.value.video]).toEqual([null, null]);
  await turnBackOn(after, "video");
  expect(after.video.value?.readyState).toBe("live");
});

Deno.test("a tab whose storage is refused remembers as long as the page", async () => {
  const devices = aTab(() => {
    throw new DOMException("", "SecurityError");
  }).load();
  await devices.acquire();
  turnOff(devices, "audio");
  devices.release();
  await devices.acquire();
  expect(devices.audio.value?.enabled).toBe(false);
});

Deno.test("the user agent identifies phones, tablets that pose as Macs, and in-app browsers", () => {
  const iPhone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
  const safari = `${iPhone} Version/18.0 Mobile/15E148 Safari/604.1`;
  expect(browserFacts(safari, 5)).toEqual({
    platform: "ios",
    browser: "safari",
    isPhone: true,
    insideApp: null,
  });
  expect(browserFacts(`${iPhone} Mobile/15E148 Instagram 300.0`, 5).insideApp)
    .toBe("Instagram");
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
  expect(browserFacts(mac, 5).platform).toBe("ios");
  expect(browserFacts(mac, 0)).toEqual({
    platform: "mac",
    browser: "other",
    isPhone: false,
    insideApp: null,
  });
  expect(
    browserFacts("Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) Chrome/140", 5)
      .insideApp,
  ).toBe("another app");
});

Deno.test("on an iPhone every browser is told apart from the web view of an app, also one without a name", () => {
  const iPhone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
  for (const own of ["Version/18.0", "CriOS/140.0", "FxiOS/140.0"]) {
    expect(
      browserFacts(`${iPhone} ${own} Mobile/15E148 Safari/604.1`, 5).insideApp,
    ).toBe(null);
  }
  for (
    const [mark, app] of [
      ["", "another app"],
      [" Gmail/6.0.250101", "Gmail"],
      [" GSA/300.0 Safari/604.1", "the Google app"],
    ] as const
  ) {
    expect(browserFacts(`${iPhone} Mobile/15E148${mark}`, 5).insideApp)
      .toBe(app);
  }
  // No web view: Apple's own browser on a computer, and a test's browser.
  expect(
    browserFacts("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15", 0).insideApp,
  ).toBe(null);
});
