import { expect } from "expect";
import {
  chooseDevice,
  flipCamera,
  turnOff,
} from "@/lib/client/media/device_switches.ts";
import { otherCamera } from "@/lib/client/media/other_camera.ts";
import { settle } from "@/tests/client/_support.ts";
import { aCall, type Tracks } from "./_a_call.ts";

Deno.test("muting and the camera switch act on our own tracks and are remembered across a rejoin", async () => {
  const { call, joined, locals, connects, time } = await aCall();
  const room = await joined();
  await call.toggle("audio");
  await call.toggle("video");
  expect(locals.map((l) => l.enabled)).toEqual([false, false]);
  expect(call.local.microphoneOn.value).toBe(false);
  room.drops(53001);
  await time.pass(1_000);
  connects[1]!.accept();
  await settle();
  expect(locals.map((l) => l.enabled)).toEqual([false, false]);
  await call.toggle("audio");
  expect(locals[0]!.enabled).toBe(true);
});

Deno.test("a camera that is off captures nothing and resumes in the same track; audio continues", async () => {
  const { call, joined, locals, captured, devices } = await aCall();
  await joined();
  const [audio, video] = locals;
  await call.toggle("video");
  expect(video!.isStopped).toBe(true);
  expect(video!.enabled).toBe(false);
  expect(call.local.interruption.value).toBeNull();
  expect(captured).toEqual([]);
  await call.toggle("video");
  expect(video!.isStopped).toBe(false);
  expect(video!.enabled).toBe(true);
  expect(captured.length).toBe(1);
  expect(devices.video.value).toBe(video!.mediaStreamTrack as never);
  expect(audio!.restarts).toEqual([]);
  expect(audio!.isStopped).toBe(false);
});

Deno.test("a camera that is chosen while the camera is off is the one switched on", async () => {
  const { call, joined, captured } = await aCall();
  await joined();
  await call.toggle("video");
  await call.local.choose("video", "video-9");
  expect(captured).toEqual([]);
  await call.toggle("video");
  expect(captured).toEqual([{
    video: expect.objectContaining({ deviceId: { exact: "video-9" } }),
  }]);
});

Deno.test("a camera that does not come back on is shown as interrupted, and one tap retries", async () => {
  const { call, joined, locals } = await aCall();
  await joined();
  const video = locals[1]!;
  const restart = video.restart.bind(video);
  await call.toggle("video");
  video.restart = () =>
    Promise.reject(new DOMException("", "NotReadableError"));
  await call.toggle("video");
  await settle();
  expect(call.local.interruption.value?.media).toBe("video");
  video.restart = restart;
  await call.local.restore();
  expect(call.local.interruption.value).toBeNull();
  expect(video.isStopped).toBe(false);
});

Deno.test("an unplugged microphone is replaced by another without asking; one that another app took is not", async () => {
  const lists = [{ kind: "audioinput" as const, deviceId: "audio-2" }];
  const { call, joined, locals, captured } = await aCall({ lists });
  await joined();
  const audio = locals[0]!;
  audio.mediaStreamTrack.ends();
  audio.emit("stopped", audio);
  await settle();
  expect(captured).toEqual([{ audio: expect.anything() }]);
  expect(audio.isStopped).toBe(false);
  expect(call.local.interruption.value).toBeNull();

  lists.push({ kind: "audioinput", deviceId: "audio-1" });
  audio.mediaStreamTrack.ends();
  audio.emit("stopped", audio);
  await settle();
  expect(captured.length).toBe(1);
  expect(call.local.interruption.value?.media).toBe("audio");
});

Deno.test("flipping switches to the other camera and never touches audio", async () => {
  const { call, joined, locals, devices, captured } = await aCall();
  await joined();
  const [audio, video] = locals;
  await call.local.flip();
  expect(call.local.facing.value).toBe("environment");
  expect(video!.restarts.length).toBe(1);
  expect(audio!.restarts).toEqual([]);
  expect(captured).toEqual([{
    video: expect.objectContaining({ facingMode: "environment" }),
  }]);
  expect(devices.video.value).toBe(video!.mediaStreamTrack as never);
  await call.local.flip();
  expect(call.local.facing.value).toBe("user");
});

Deno.test("a second tap during the flip does nothing, so the mirrored view is always the front camera", async () => {
  const { call, joined, locals } = await aCall();
  await joined();
  await Promise.all([call.local.flip(), call.local.flip()]);
  expect(locals[1]!.restarts.length).toBe(1);
  expect(call.local.facing.value).toBe("environment");
});

Deno.test("on a desktop, whose cameras have no facing mode, flipping takes the next in the list", async () => {
  const camera = (deviceId: string) => ({
    kind: "videoinput" as const,
    deviceId,
  });
  const { call, joined, captured } = await aCall({
    lists: [camera("video-0"), camera("video-1"), camera("video-2")],
  });
  await joined();
  await call.local.flip();
  expect(captured).toEqual([{
    video: expect.objectContaining({ deviceId: { exact: "video-2" } }),
  }]);
  expect(call.local.facing.value).toBe("user");
});

Deno.test("where there is no second camera, flipping brings the first one back", async () => {
  const { call, joined, locals } = await aCall();
  await joined();
  const video = locals[1]!;
  const restart = video.restart.bind(video);
  video.restart = (constraints) =>
    constraints.facingMode === "environment"
      ? Promise.reject(new DOMException("", "OverconstrainedError"))
      : restart(constraints);
  await call.local.flip();
  expect(call.local.facing.value).toBe("user");
  expect(video.isStopped).toBe(false);
  expect(call.local.interruption.value).toBeNull();
});

Deno.test("a chosen camera or microphone that another program has gives the one before back, which is also the one that a tap restores", async () => {
  for (const kind of ["video", "audio"] as const) {
    const { call, joined, locals, captured } = await aCall();
    await joined();
    const track = locals.find((one) => one.kind === kind)!;
    const restart = track.restart.bind(track);
    track.restart = (constraints) => {
      if (constraints.deviceId === undefined) return restart(constraints);
      // Like the real SDK, it stops the old one first.
      track.stop();
      return Promise.reject(new DOMException("", "NotReadableError"));
    };
    await call.local.choose(kind, "busy-one");
    await settle();
    expect([kind, track.isStopped, call.local.interruption.value])
      .toEqual([kind, false, null]);
    track.mediaStreamTrack.ends();
    track.emit("stopped", track);
    await settle();
    await call.local.restore();
    expect([kind, track.isStopped]).toEqual([kind, false]);
    expect(captured).toHaveLength(2);
    expect(JSON.stringify(captured)).not.toContain("busy-one");
  }
});

Deno.test("a camera that is chosen during a flip is the one in the end", async () => {
  const { call, joined, captured } = await aCall();
  await joined();
  const flipping = call.local.flip();
  while (captured.length === 0) await Promise.resolve();
  await Promise.all([flipping, call.local.choose("video", "video-9")]);
  expect(captured.at(-1)).toEqual({
    video: expect.objectContaining({ deviceId: { exact: "video-9" } }),
  });
});

Deno.test("after a phone call took the microphone, one tap captures it again", async () => {
  const { call, joined, locals, time } = await aCall();
  await joined();
  await time.pass(10_000);
  const audio = locals[0]!;
  audio.isMuted = true;
  audio.emit("muted", audio);
  expect(call.local.interruption.value?.media).toBe("audio");
  await call.local.restore();
  expect(audio.restarts.length).toBe(1);
  expect(call.local.interruption.value).toBeNull();
  expect(locals[1]!.restarts).toEqual([]);
});

Deno.test("a camera that was skipped can be switched on during the call, and is published", async () => {
  const has: Tracks = ["audio"];
  const { call, joined, connects } = await aCall({ has });
  const room = await joined();
  expect((connects[0]!.options.tracks as unknown[]).length).toBe(1);
  expect(call.local.cameraOn.value).toBe(false);
  has.push("video");
  await call.toggle("video");
  expect(call.local.cameraOn.value).toBe(true);
  expect(room.localParticipant.published.length).toBe(1);
});

Deno.test("a hidden phone sends no frozen video and resumes when it is visible; a camera switched off stays off", async () => {
  const { call, joined, locals, page } = await aCall({ isPhone: true });
  await joined();
  const video = locals[1]!;
  page.fire("hidden");
  expect(video.enabled).toBe(false);
  expect(locals[0]!.enabled).toBe(true);
  page.fire("visible");
  expect(video.enabled).toBe(true);
  await call.toggle("video");
  page.fire("hidden");
  page.fire("visible");
  expect(video.enabled).toBe(false);
});

Deno.test("a microphone that is added or muted while joining is published or muted once joined", async () => {
  const has: Tracks = ["video"];
  const { call, connects, locals } = await aCall({ has });
  call.join();
  await settle();
  has.push("audio");
  await call.toggle("audio");
  const room = connects[0]!.accept();
  await settle();
  const audio = locals.find(({ kind }) => kind === "audio");
  expect(room.localParticipant.published).toEqual([audio]);
  expect(call.local.microphoneOn.value).toBe(true);
});

Deno.test("microphone and camera switched off before the SDK is loaded are off in the room and are never captured twice", async () => {
  const { promise, resolve } = Promise.withResolvers<never>();
  const { call, captured, joined, locals, sdk } = await aCall({
    sdk: () => promise,
  });
  call.join();
  await call.toggle("audio");
  await call.toggle("video");
  resolve(sdk as never);
  await settle();
  await joined();
  expect(locals.map(({ kind, enabled }) => ({ kind, enabled }))).toEqual([
    { kind: "audio", enabled: false },
    { kind: "video", enabled: false },
  ]);
  expect(locals[1]!.isStopped).toBe(true);
  expect(call.local.interruption.value).toBeNull();
  await call.toggle("audio");
  expect(locals[0]!.enabled).toBe(true);
  expect(captured).toEqual([]);
});

Deno.test("audio that the room refuses is retried, and the page says so until it is accepted", async () => {
  const has: Tracks = ["video"];
  const { call, joined, locals, time } = await aCall({ has });
  const room = await joined();
  has.push("audio");
  room.localParticipant.refuses = 2;
  await call.toggle("audio");
  await settle();
  expect(call.unsent.value).toBe("audio");
  await time.pass(10_000);
  expect(call.unsent.value).toBeNull();
  expect(room.localParticipant.published).toEqual([
    locals.find(({ kind }) => kind === "audio"),
  ]);
});

Deno.test("a camera and a microphone that were off in the waiting room are off in the call, and can be turned on there", async () => {
  const { call, devices, joined, locals, captured } = await aCall({
    prepare: async (devices) => {
      await chooseDevice(devices, { kind: "video", deviceId: "video-9" });
      turnOff(devices, "video");
      turnOff(devices, "audio");
    },
  });
  const room = await joined();
  expect([call.local.cameraOn.value, call.local.microphoneOn.value])
    .toEqual([false, false]);
  expect(locals.map(({ kind, enabled }) => ({ kind, enabled })))
    .toEqual([{ kind: "audio", enabled: false }]);
  expect(captured).toEqual([]);

  await call.toggle("audio");
  expect(locals[0]!.enabled).toBe(true);
  await call.toggle("video");
  expect(captured).toEqual([{
    video: expect.objectContaining({ deviceId: { exact: "video-9" } }),
  }]);
  expect(room.localParticipant.published).toEqual([
    locals.find(({ kind }) => kind === "video"),
  ]);
  expect(devices.off.value).toEqual({ audio: false, video: false });
});

Deno.test("a muted microphone that the waiting room has let go, because the system may lie about it, is captured when the call turns it on", async () => {
  const { call, joined, locals, captured } = await aCall({
    prepare(devices) {
      turnOff(devices, "audio");
      devices.inputs.replace("audio", null);
      return Promise.resolve();
    },
  });
  const room = await joined();
  expect(call.local.microphoneOn.value).toBe(false);
  expect(call.local.interruption.value).toBeNull();
  await call.toggle("audio");
  expect(captured).toEqual([{ audio: expect.anything() }]);
  expect(call.local.microphoneOn.value).toBe(true);
  expect(room.localParticipant.published).toEqual([
    locals.find(({ kind }) => kind === "audio"),
  ]);
});

Deno.test("what the call turns off and on is recorded with the devices", async () => {
  const { call, devices, joined } = await aCall();
  await joined();
  await call.toggle("video");
  await call.toggle("audio");
  expect(devices.off.value).toEqual({ audio: true, video: true });
  await call.toggle("video");
  await call.toggle("audio");
  expect(devices.off.value).toEqual({ audio: false, video: false });
});

Deno.test("the call begins with the camera that was flipped to in the waiting room", async () => {
  const { call, joined, captured } = await aCall({
    prepare: (devices) => flipCamera(devices, otherCamera),
  });
  await joined();
  expect(call.local.facing.value).toBe("environment");
  await call.local.flip();
  expect(call.local.facing.value).toBe("user");
  expect(captured).toEqual([{
    video: expect.objectContaining({ facingMode: "user" }),
  }]);
});

Deno.test("a device that is turned on in vain is named at each try, until it works", async () => {
  let refuses: string | null = null;
  const { call, joined, devices } = await aCall({
    has: ["audio", "video"],
    refuses: () => refuses,
    prepare: (devices) => Promise.resolve(devices.release()),
  });
  await joined();
  const { refused } = call.local;
  expect(refused.value).toBe(null);
  refuses = "NotAllowedError";
  await call.toggle("video");
  const first = refused.value;
  expect(first).toEqual({ kind: "video" });
  expect(devices.problems.value.video).toBe("denied");
  await call.toggle("video");
  expect(refused.value).toEqual(first);
  expect(refused.value).not.toBe(first);
  await call.toggle("audio");
  expect(refused.value).toEqual({ kind: "audio" });
  refuses = null;
  await call.toggle("video");
  expect(refused.value).toBe(null);
  expect(call.local.cameraOn.value).toBe(true);
});
