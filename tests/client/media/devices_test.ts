import { expect } from "expect";
import { isAlreadyAllowed } from "@/lib/client/media/device_permission.ts";
import { problemOf } from "@/lib/client/media/device_problems.ts";
import { type MediaSource, openDevices } from "@/lib/client/media/devices.ts";
import { deviceHelp } from "@/lib/client/media/device_words.ts";
import { browserFacts, type Platform } from "@/lib/client/page/platform.ts";
import { FakeTrack } from "./_fake_track.ts";

/** A computer with these devices; `errors` defines what each kind fails with. */
function computer(
  errors: { audio?: string; video?: string; both?: string } = {},
) {
  const made: FakeTrack[] = [];
  const asked: MediaStreamConstraints[] = [];
  const source = {
    getUserMedia(constraints: MediaStreamConstraints) {
      asked.push(constraints);
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
  return { source, made, asked };
}

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

Deno.test("a denied permission is not followed by another request", async () => {
  const { source, asked } = computer({ both: "NotAllowedError" });
  const devices = openDevices(source);
  await devices.acquire();
  expect(asked.length).toBe(1);
  expect(devices.state.value).toBe("blocked");
  expect(devices.problems.value).toEqual({ audio: "denied", video: "denied" });
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
  const { source, asked } = computer({ both: "NotAllowedError" });
  const devices = openDevices(source);
  await devices.acquire();
  await devices.acquire();
  expect(asked.length).toBe(2);
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
  await devices.choose("video", "cam-2");
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
  expect(await devices.list("video")).toEqual([]);
});

Deno.test("the browsers' different error names for one problem map to one code", () => {
  for (const name of ["NotAllowedError", "SecurityError"]) {
    expect(problemOf(new DOMException("", name))).toBe("denied");
  }
  for (const name of ["NotReadableError", "TrackStartError", "AbortError"]) {
    expect(problemOf({ name })).toBe("busy");
  }
  expect(problemOf(new DOMException("", "NotFoundError"))).toBe("missing");
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
});

Deno.test("every problem has instructions for every system, naming what is missing", () => {
  for (
    const platform of [
      "ios",
      "android",
      "mac",
      "windows",
      "other",
    ] as Platform[]
  ) {
    for (
      const problem of [
        "denied",
        "missing",
        "busy",
        "unsupported",
        "unknown",
      ] as const
    ) {
      const help = deviceHelp({ audio: null, video: problem }, {
        platform,
        insideApp: null,
      })!;
      expect(help.steps.length).toBeGreaterThan(0);
      if (problem !== "unsupported") expect(help.title).toContain("camera");
      expect(help.title).not.toContain("microphone");
    }
  }
  const ios = { platform: "ios", insideApp: null } as const;
  expect(deviceHelp({ audio: null, video: null }, ios)).toBeNull();
  expect(deviceHelp({ audio: "denied", video: "denied" }, ios)!.title)
    .toContain("camera and microphone are");
});

Deno.test("inside another app the help leads out of it, to the browser of this system", () => {
  for (
    const [platform, browser] of [["ios", "Safari"], [
      "android",
      "Chrome",
    ]] as const
  ) {
    for (const problem of ["denied", "unsupported"] as const) {
      const { steps } = deviceHelp({ audio: problem, video: problem }, {
        platform,
        insideApp: "Instagram",
      })!;
      expect(steps.join(" ")).toContain(`choose “Open in ${browser}”`);
      expect(steps.join(" ")).not.toContain("address bar");
    }
  }
});

Deno.test("the user agent identifies phones, tablets that pose as Macs, and in-app browsers", () => {
  const iPhone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
  const safari = `${iPhone} Version/18.0 Mobile/15E148 Safari/604.1`;
  expect(browserFacts(safari, 5)).toEqual({
    platform: "ios",
    isPhone: true,
    insideApp: null,
  });
  expect(browserFacts(`${iPhone} Mobile/15E148 Instagram 300.0`, 5).insideApp)
    .toBe("Instagram");
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
  expect(browserFacts(mac, 5).platform).toBe("ios");
  expect(browserFacts(mac, 0)).toEqual({
    platform: "mac",
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
