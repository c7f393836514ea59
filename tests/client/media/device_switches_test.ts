/** What a person can switch before the call: one kind, without touching the other. */
import { expect } from "expect";
import {
  adopt,
  captureAgain,
  chooseDevice,
  flipCamera,
  noteTaken,
  turnBackOn,
  turnOff,
} from "@/lib/client/media/device_switches.ts";
import { otherCamera } from "@/lib/client/media/other_camera.ts";
import {
  type Kind,
  type MediaSource,
  openDevices,
} from "@/lib/client/media/devices.ts";
import { FakeTrack } from "./_fake_track.ts";

/** A phone with two cameras. A capture that a test wants to fail fails with `fails[kind]`. */
function aPhone() {
  const made: FakeTrack[] = [];
  const asked: MediaStreamConstraints[] = [];
  const fails: Partial<Record<Kind, string>> = {};
  /** Ids of devices that fail with this error, and no other does. */
  const broken: Record<string, string> = {};
  /** How long the browser, or a person, takes for each answer. */
  const answers = { after: 0 };
  let now = 0;
  const source = {
    getUserMedia(wanted: MediaStreamConstraints) {
      asked.push(wanted);
      now += answers.after;
      const kinds = (["audio", "video"] as const).filter((kind) =>
        wanted[kind]
      );
      const error = kinds.map((kind) => fails[kind]).find(Boolean) ??
        kinds.map((kind) => broken[idOf(wanted[kind]) ?? ""]).find(Boolean);
      if (error) return Promise.reject(new DOMException("no", error));
      const tracks = kinds.map((kind) =>
        new FakeTrack(kind, kind === "video" ? cameraOf(wanted) : {})
      );
      made.push(...tracks);
      return Promise.resolve({ getTracks: () => tracks });
    },
    enumerateDevices: () =>
      Promise.resolve(["front", "back"].map((label) => ({
        kind: "videoinput",
        deviceId: label,
        label: `${label} camera`,
      }))),
  } as unknown as MediaSource;
  const devices = openDevices(source, { elapsed: () => now });
  return { devices, made, asked, fails, broken, answers };
}

function idOf(
  wanted: boolean | MediaTrackConstraints | undefined,
): string | undefined {
  const { deviceId } = wanted as MediaTrackConstraints;
  return (deviceId as { exact?: string } | undefined)?.exact;
}

function cameraOf({ video }: MediaStreamConstraints): MediaTrackSettings {
  const { facingMode } = video as MediaTrackConstraints;
  const isBack = idOf(video) === "back" || facingMode === "environment";
  return isBack
    ? { deviceId: "back", facingMode: "environment" }
    : { deviceId: "front", facingMode: "user" };
}

async function aReadyPhone() {
  const phone = aPhone();
  await phone.devices.acquire();
  const [microphone, camera] = phone.made;
  return { ...phone, microphone: microphone!, camera: camera! };
}

Deno.test("a camera that is turned off captures nothing, and comes back as the same one; the microphone hears on", async () => {
  const { devices, made, asked, microphone, camera } = await aReadyPhone();
  turnOff(devices, "video");
  expect([camera.readyState, devices.video.value]).toEqual(["ended", null]);
  expect(devices.off.value).toEqual({ audio: false, video: true });
  expect(devices.problems.value.video).toBeNull();
  expect(devices.state.value).toBe("ready");

  await turnBackOn(devices, "video");
  expect(asked.at(-1)).toEqual({ video: asked[0]!.video });
  expect(devices.video.value).toBe(made.at(-1) as never);
  expect(devices.off.value.video).toBe(false);
  expect([microphone.readyState, microphone.enabled]).toEqual(["live", true]);
  expect(devices.audio.value).toBe(microphone as never);
});

Deno.test("a microphone that is turned off is muted and not captured again; the camera sees on", async () => {
  const { devices, asked, microphone, camera } = await aReadyPhone();
  turnOff(devices, "audio");
  expect([microphone.readyState, microphone.enabled]).toEqual(["live", false]);
  await turnBackOn(devices, "audio");
  expect([microphone.readyState, microphone.enabled]).toEqual(["live", true]);
  expect(asked.length).toBe(1);
  expect(camera.readyState).toBe("live");
});

Deno.test("another microphone that is chosen while it is off stays muted", async () => {
  const { devices, made, asked } = await aReadyPhone();
  turnOff(devices, "audio");
  await chooseDevice(devices, { kind: "audio", deviceId: "headset" });
  expect(asked.at(-1)).toMatchObject({
    audio: { deviceId: { exact: "headset" } },
  });
  expect(made.at(-1)!.enabled).toBe(false);
});

Deno.test("flipping captures the camera on the other side, which is not mirrored, and back; audio is never touched", async () => {
  const { devices, asked, made, microphone } = await aReadyPhone();
  await flipCamera(devices, otherCamera);
  expect(devices.camera.value.facing).toBe("environment");
  await flipCamera(devices, otherCamera);
  expect(devices.camera.value.facing).toBe("user");
  expect(asked.slice(1).map(({ audio }) => audio)).toEqual([
    undefined,
    undefined,
  ]);
  expect(made.map(({ readyState }) => readyState))
    .toEqual(["live", "ended", "ended", "live"]);
  expect(devices.audio.value).toBe(microphone as never);
});

Deno.test("a second tap during a flip does nothing", async () => {
  const { devices, asked } = await aReadyPhone();
  await Promise.all([
    flipCamera(devices, otherCamera),
    flipCamera(devices, otherCamera),
  ]);
  expect(asked.length).toBe(2);
  expect(devices.camera.value.facing).toBe("environment");
});

Deno.test("where the other camera does not start, the first one comes back", async () => {
  const { devices, fails, asked } = await aReadyPhone();
  fails.video = "NotReadableError";
  const flipping = flipCamera(devices, otherCamera);
  while (asked.length < 2) await Promise.resolve();
  delete fails.video;
  await flipping;
  expect(devices.camera.value.facing).toBe("user");
  expect(devices.video.value?.readyState).toBe("live");
  expect(devices.problems.value.video).toBeNull();
});

for (const kind of ["audio", "video"] as const) {
  Deno.test(`${kind}: where the chosen device does not start, the one before comes back, and is the one that is asked for later`, async () => {
    const { devices, asked, broken, made } = await aReadyPhone();
    broken["busy"] = "NotReadableError";
    await chooseDevice(devices, { kind, deviceId: "back" });
    const chosen = await chooseDevice(devices, { kind, deviceId: "busy" });
    expect(chosen).toBe(false);
    expect(idOf(asked.at(-1)![kind])).toBe("back");
    expect(devices[kind].value).toBe(made.at(-1) as never);
    expect(devices[kind].value?.readyState).toBe("live");
    expect(devices.problems.value).toEqual({ audio: null, video: null });
    made.at(-1)!.ends();
    await captureAgain(devices, kind, () => true);
    expect(idOf(asked.at(-1)![kind])).toBe("back");
  });
}

Deno.test("where neither the chosen device nor the one before starts, trying again asks for the one before", async () => {
  const { devices, asked, broken, fails } = await aReadyPhone();
  await chooseDevice(devices, { kind: "audio", deviceId: "headset" });
  fails.audio = "NotReadableError";
  await chooseDevice(devices, { kind: "audio", deviceId: "busy" });
  expect(devices.problems.value.audio).toBe("busy");
  delete fails.audio;
  broken["busy"] = "NotReadableError";
  await devices.acquire();
  expect(idOf(asked.at(-1)!.audio)).toBe("headset");
  expect(devices.problems.value.audio).toBeNull();
});

Deno.test("a chosen device that the person then refuses in a prompt is not followed by another prompt", async () => {
  const { devices, asked, broken, answers } = await aReadyPhone();
  answers.after = 2_000;
  broken["back"] = "NotAllowedError";
  expect(await chooseDevice(devices, { kind: "video", deviceId: "back" }))
    .toBe(false);
  expect(asked.length).toBe(2);
  expect(devices.problems.value.video).toBe("denied");
  await devices.acquire();
  expect(asked.at(-1)).toEqual({ video: asked[0]!.video });
  expect(devices.problems.value.video).toBeNull();
});

Deno.test("a camera that was chosen while the camera was off, and does not start, is replaced by the one before", async () => {
  const { devices, broken, asked } = await aReadyPhone();
  broken["back"] = "NotReadableError";
  turnOff(devices, "video");
  await chooseDevice(devices, { kind: "video", deviceId: "back" });
  await turnBackOn(devices, "video");
  expect(asked.at(-1)).toEqual({ video: asked[0]!.video });
  expect(devices.video.value?.readyState).toBe("live");
});

Deno.test("a camera that is chosen while the camera is off is only remembered, and is the one turned on", async () => {
  const { devices, asked } = await aReadyPhone();
  turnOff(devices, "video");
  await chooseDevice(devices, { kind: "video", deviceId: "back" });
  expect(asked.length).toBe(1);
  await turnBackOn(devices, "video");
  expect(asked.at(-1)).toMatchObject({
    video: { deviceId: { exact: "back" } },
  });
  expect(devices.camera.value.facing).toBe("environment");
});

Deno.test("a chosen camera that is gone is replaced by any other, also after the devices were released", async () => {
  const { devices, asked, fails } = await aReadyPhone();
  await chooseDevice(devices, { kind: "video", deviceId: "back" });
  devices.release();
  fails.video = "OverconstrainedError";
  const acquiring = devices.acquire();
  while (asked.length < 5) await Promise.resolve();
  delete fails.video;
  await acquiring;
  expect(asked.at(-1)).toEqual({ video: asked[0]!.video });
  expect(devices.state.value).toBe("ready");
});

Deno.test("turning off and on again, however fast, leaves one camera", async () => {
  const { devices, made } = await aReadyPhone();
  await Promise.all([
    turnOff(devices, "video"),
    turnBackOn(devices, "video"),
    turnOff(devices, "video"),
    turnBackOn(devices, "video"),
  ]);
  const cameras = made.filter(({ kind }) => kind === "video");
  expect(cameras.filter(({ readyState }) => readyState === "live"))
    .toEqual([devices.video.value]);
});

Deno.test("a camera that is being turned on when the page releases it goes off as soon as it is granted", async () => {
  const { devices, made } = await aReadyPhone();
  turnOff(devices, "video");
  const on = turnBackOn(devices, "video");
  devices.release();
  await on;
  expect(made.every(({ readyState }) => readyState === "ended")).toBe(true);
  expect(devices.video.value).toBeNull();
});

Deno.test("a permission that was withdrawn is reported when the camera is turned back on", async () => {
  const { devices, fails } = await aReadyPhone();
  turnOff(devices, "video");
  fails.video = "NotAllowedError";
  await turnBackOn(devices, "video");
  expect(devices.problems.value).toEqual({ audio: null, video: "denied" });
  expect(devices.off.value.video).toBe(false);
});

Deno.test("what was turned off stays so over a release, as when another tab takes over", async () => {
  const { devices } = await aReadyPhone();
  turnOff(devices, "audio");
  turnOff(devices, "video");
  devices.release();
  await devices.acquire();
  expect(devices.audio.value?.enabled).toBe(false);
  expect(devices.video.value).toBeNull();
  expect(devices.off.value).toEqual({ audio: true, video: true });
});

Deno.test("a camera that the system took, and that the call has captured again, has no problem left", async () => {
  const { devices, made } = aPhone();
  await devices.acquire();
  const camera = made.find(({ kind }) => kind === "video")!;
  camera.ends();
  noteTaken(devices, "video");
  expect(devices.problems.value).toEqual({ audio: null, video: "busy" });
  const again = new FakeTrack("video", {});
  adopt(devices, again as unknown as MediaStreamTrack);
  expect(devices.problems.value).toEqual({ audio: null, video: null });
});
