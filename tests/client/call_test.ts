import { expect } from "expect";
import type { Answer } from "@/lib/client/api.ts";
import { openCall } from "@/lib/client/call.ts";
import { MAX_TRIES } from "@/lib/client/call_machine.ts";
import { type MediaSource, openDevices } from "@/lib/client/devices.ts";
import type { TokenAnswer } from "@/lib/wire.ts";
import {
  FakeMediaTrack,
  FakePublication,
  fakeSdk,
  streamOf,
} from "./_fake_sdk.ts";
import { aToken, failure, fakePage, fakeTime, settle } from "./_support.ts";

type Tracks = ConstructorParameters<typeof FakeMediaTrack>[0][];

async function aCall(
  options: {
    token?: () => Answer<TokenAnswer>;
    has?: Tracks;
    isPhone?: boolean;
    sdk?: () => Promise<never>;
  } = {},
) {
  const has = options.has ?? ["audio", "video"];
  const captured: MediaStreamConstraints[] = [];
  const getUserMedia = (constraints: MediaStreamConstraints) => {
    captured.push(constraints);
    const kinds = (["audio", "video"] as const).filter((kind) =>
      constraints[kind]
    );
    if (!kinds.every((kind) => has.includes(kind))) {
      return Promise.reject(new DOMException("", "NotFoundError"));
    }
    return Promise.resolve(streamOf(kinds.map((k) => new FakeMediaTrack(k))));
  };
  const devices = openDevices({
    getUserMedia,
    enumerateDevices: () => Promise.resolve([]),
  } as MediaSource);
  await devices.acquire();
  captured.length = 0;
  const { sdk, connects, locals } = fakeSdk();
  const page = fakePage();
  const time = fakeTime();
  let tokens = 0;
  const call = openCall({
    token: () => {
      tokens++;
      return Promise.resolve(
        options.token?.() ??
          { ok: true, value: aToken({ token: `token-${tokens}` }) },
      );
    },
    sdk: options.sdk ?? (() => Promise.resolve(sdk)),
    devices,
    page,
    timers: time,
    isPhone: options.isPhone ?? false,
    pageUrl: "https://studio.example/c/x",
    elapsed: time.elapsed,
    media: { getUserMedia, streamOf: (t) => streamOf(t as never) },
  });
  const joined = async () => {
    call.join();
    await settle();
    const room = connects.at(-1)!.accept();
    await settle();
    return room;
  };
  return {
    call,
    devices,
    connects,
    locals,
    page,
    time,
    captured,
    joined,
    tokens: () => tokens,
  };
}

Deno.test("the call takes the very tracks of the waiting room: nothing is captured again", async () => {
  const { devices, locals, captured, joined, connects } = await aCall();
  const before = [devices.audio.value, devices.video.value];
  await joined();
  expect(locals.map((l) => l.mediaStreamTrack)).toEqual(before);
  expect(connects[0]!.options.tracks).toEqual(locals);
  expect(captured).toEqual([]);
});

Deno.test("without camera and microphone one can join all the same", async () => {
  const { call, joined, connects } = await aCall({ has: [] });
  await joined();
  expect(call.state.value.is).toBe("connected");
  expect(connects[0]!.options.tracks).toEqual([]);
});

Deno.test("the other person is seen coming, muting, switching the camera off, and going", async () => {
  const { call, joined } = await aCall();
  const room = await joined();
  const { remote } = call;
  expect(remote.here.value).toBe(false);

  const person = room.enters();
  expect(remote.here.value).toBe(true);
  expect(remote.muted.value).toBe(false);
  expect(remote.video.value).not.toBeNull();

  person.audioTracks.get("a")!.isTrackEnabled = false;
  room.emit("trackDisabled");
  expect(remote.muted.value).toBe(true);

  person.videoTracks.set("v", new FakePublication(null, false));
  room.emit("trackUnpublished");
  expect(remote.cameraOff.value).toBe(true);
  expect(remote.video.value).toBeNull();

  person.state = "reconnecting";
  room.emit("participantReconnecting", person);
  expect(remote.reconnecting.value).toBe(true);

  room.leaves();
  expect(remote.here.value).toBe(false);
  expect(remote.muted.value).toBe(false);
});

Deno.test("someone who was there first is seen at once", async () => {
  const { call, connects } = await aCall();
  call.join();
  await settle();
  const room = connects[0]!.accept();
  room.enters();
  await settle();
  expect(call.remote.here.value).toBe(true);
});

Deno.test("a lost connection is taken up again with a fresh token, the same tracks and one connect at a time", async () => {
  const { call, joined, connects, time, tokens, captured } = await aCall();
  const room = await joined();
  room.drops(53001);
  expect(call.state.value.is).toBe("rejoining");
  await time.pass(1_000);
  expect(connects.length).toBe(2);
  expect(connects[1]!.token).toBe("token-2");
  expect(connects[1]!.options.tracks).toEqual(connects[0]!.options.tracks);
  call.join();
  await settle();
  expect(connects.length).toBe(2);
  expect(tokens()).toBe(2);
  expect(captured).toEqual([]);
  connects[1]!.accept();
  await settle();
  expect(call.state.value.is).toBe("connected");
  expect(call.restored.value).toBe(true);
  await time.pass(5_000);
  expect(call.restored.value).toBe(false);
});

Deno.test("a server that never lets us in is asked a bounded number of times, then a person is asked", async () => {
  const { call, connects, time } = await aCall();
  call.join();
  await settle();
  for (let i = 0; i < 40; i++) {
    connects.at(-1)!.refuse(53000);
    await time.pass(10_000);
  }
  expect(call.state.value.is).toBe("failed");
  expect(connects.length).toBe(MAX_TRIES + 1);
  call.join();
  await settle();
  expect(connects.length).toBe(MAX_TRIES + 2);
});

Deno.test("a connect that never settles is given up, and the room it opens too late is left at once", async () => {
  const { call, connects, time } = await aCall();
  call.join();
  await time.pass(25_000);
  expect(connects[0]!.cancelled).toBe(true);
  const late = connects[0]!.accept();
  await settle();
  expect(late.state).toBe("disconnected");
  expect(call.state.value.is).not.toBe("connected");
});

Deno.test("53118 ends the call: camera and microphone go out", async () => {
  const { call, joined, devices, locals } = await aCall();
  const room = await joined();
  room.drops(53118);
  expect(call.state.value.is).toBe("ended");
  expect(locals.every((l) => l.isStopped)).toBe(true);
  expect(devices.video.value).toBeNull();
});

Deno.test("53205 sends this tab away: it lets go of the camera and never comes back by itself", async () => {
  const { call, joined, connects, page, time, locals } = await aCall();
  const room = await joined();
  room.drops(53205);
  expect(call.state.value.is).toBe("elsewhere");
  expect(locals.every((l) => l.isStopped)).toBe(true);
  page.fire("visible");
  page.fire("online");
  page.fire("shown");
  await time.pass(600_000);
  expect(connects.length).toBe(1);
});

Deno.test("a page that is left leaves the room, and returns with it from the browser's cache", async () => {
  const { joined, connects, page } = await aCall();
  const room = await joined();
  page.fire("leaving");
  expect(room.state).toBe("disconnected");
  page.fire("shown");
  await settle();
  expect(connects.length).toBe(2);
});

Deno.test("stopping leaves the room with no listener of ours on it, nor on the page, nor a timer", async () => {
  const { call, joined, page, time, locals } = await aCall();
  const room = await joined();
  expect(room.listeners_()).toBeGreaterThan(0);
  call.stop();
  expect(room.state).toBe("disconnected");
  expect(room.listeners_()).toBe(0);
  expect(page.listeners()).toBe(0);
  expect(time.pending()).toBe(0);
  expect(locals.every((l) => l.eventNames().length === 0)).toBe(true);
  expect(locals.every((l) => l.isStopped)).toBe(true);
});

Deno.test("every room of many rejoins is left without a listener", async () => {
  const { joined, connects, time } = await aCall();
  const rooms = [await joined()];
  for (let i = 0; i < 5; i++) {
    rooms.at(-1)!.drops(53001);
    await time.pass(10_000);
    rooms.push(connects.at(-1)!.accept());
    await time.pass(40_000);
  }
  expect(rooms.slice(0, -1).map((room) => room.listeners_())).toEqual([
    0,
    0,
    0,
    0,
    0,
  ]);
});

Deno.test("muting and the camera's switch act on our own tracks and are remembered over a rejoin", async () => {
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

Deno.test("flipping takes the other camera and never touches sound", async () => {
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
  expect(call.local.interrupted.value).toBeNull();
});

Deno.test("after a phone call took the microphone, one tap captures it anew", async () => {
  const { call, joined, locals } = await aCall();
  await joined();
  const audio = locals[0]!;
  audio.isMuted = true;
  audio.emit("muted", audio);
  expect(call.local.interrupted.value).toBe("audio");
  await call.local.restore();
  expect(audio.restarts.length).toBe(1);
  expect(call.local.interrupted.value).toBeNull();
  expect(locals[1]!.restarts).toEqual([]);
});

Deno.test("a camera that was left out can be switched on during the call, and is published", async () => {
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

Deno.test("a hidden phone sends no frozen picture, and shows it again when it is back; a camera switched off stays off", async () => {
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

Deno.test("a refused token is acted upon: wait for the room, or stop", async () => {
  let answer: Answer<TokenAnswer> = failure("room_not_ready", {
    retryAfterMs: 700,
  });
  const { call, connects, time, tokens } = await aCall({
    token: () => answer,
  });
  call.join();
  await time.pass(699);
  expect(tokens()).toBe(1);
  answer = failure("too_late");
  await time.pass(1);
  expect(tokens()).toBe(2);
  expect(call.state.value).toMatchObject({
    is: "failed",
    sentence: "refused: too_late",
  });
  expect(connects.length).toBe(0);
});

Deno.test("an SDK that cannot be fetched is tried again like any lost connection", async () => {
  const { call } = await aCall({
    sdk: () => Promise.reject(new TypeError("Failed to fetch")),
  });
  call.join();
  await settle();
  expect(call.state.value.is).toBe("rejoining");
});

Deno.test("the SDK's measure of the line is passed on", async () => {
  const { call, joined } = await aCall();
  const room = await joined();
  room.localParticipant.networkQualityLevel = 2;
  room.localParticipant.emit("networkQualityLevelChanged", 2);
  expect(call.quality.value).toBe(2);
});
