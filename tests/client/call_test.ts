import { type ReadonlySignal, signal } from "@preact/signals";
import { expect } from "expect";
import type { Answer } from "@/lib/client/api.ts";
import { openCall } from "@/lib/client/call.ts";
import { MAX_TRIES } from "@/lib/client/call_machine.ts";
import { type MediaSource, openDevices } from "@/lib/client/devices.ts";
import { type Says, UNSAID } from "@/lib/domain/presence.ts";
import type { TokenAnswer } from "@/lib/wire.ts";
import {
  FakeMediaTrack,
  FakePublication,
  fakeSdk,
  streamOf,
} from "./_fake_sdk.ts";
import { statsOf } from "./_weak_line.ts";
import { aToken, failure, fakePage, fakeTime, settle } from "./_support.ts";

type Tracks = ConstructorParameters<typeof FakeMediaTrack>[0][];

type Joining = Awaited<ReturnType<typeof aCall>>;

async function aCall(
  options: {
    token?: () => Answer<TokenAnswer>;
    has?: Tracks;
    isPhone?: boolean;
    screens?: (FakeMediaTrack | DOMException | Promise<FakeMediaTrack>)[];
    lists?: Partial<MediaDeviceInfo>[];
    sdk?: () => Promise<never>;
    reachable?: ReadonlySignal<boolean>;
    other?: ReadonlySignal<Says>;
    otherHere?: ReadonlySignal<boolean>;
    soundOnly?: "sound" | "chosen";
    cancelThrows?: boolean;
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
    return Promise.resolve(streamOf(kinds.map((k) => {
      const track = new FakeMediaTrack(k);
      track.settings = { deviceId: `${k}-1` };
      return track;
    })));
  };
  const devices = openDevices({
    getUserMedia,
    enumerateDevices: () => Promise.resolve(options.lists ?? []),
  } as MediaSource);
  await devices.acquire();
  captured.length = 0;
  const { sdk, connects, locals } = fakeSdk({
    cancelThrows: options.cancelThrows ?? false,
  });
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
    party: "client",
    pageUrl: "https://studio.example/c/x",
    ...(options.other ? { other: options.other } : {}),
    ...(options.otherHere ? { otherHere: options.otherHere } : {}),
    ...(options.soundOnly ? { soundOnly: options.soundOnly } : {}),
    ...(options.reachable ? { reachable: options.reachable } : {}),
    elapsed: time.elapsed,
    screenMedia: {
      getDisplayMedia: async () => {
        const next = await options.screens?.shift();
        if (next instanceof FakeMediaTrack) return streamOf([next]);
        throw next ?? new DOMException("", "NotAllowedError");
      },
    },
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
    sdk,
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
  const other = () => call.people.value[0];
  expect(other()).toBeUndefined();

  const person = room.enters();
  expect(other()).toMatchObject({ muted: false, cameraOff: false });
  expect(other()!.video).not.toBeNull();

  person.audioTracks.get("a")!.isTrackEnabled = false;
  room.emit("trackDisabled");
  expect(other()!.muted).toBe(true);

  person.videoTracks.set("v", new FakePublication(null, false));
  room.emit("trackUnpublished");
  expect(other()).toMatchObject({ cameraOff: true, video: null });

  person.state = "reconnecting";
  room.emit("participantReconnecting", person);
  expect(other()!.reconnecting).toBe(true);

  room.leaves();
  expect(other()).toBeUndefined();
});

Deno.test("a shared screen is told from a camera, in whatever order they come", async () => {
  const { call, joined } = await aCall();
  const room = await joined();
  const person = room.enters();
  const page = { kind: "video" };
  const camera = person.videoTracks.get("v")!;
  person.videoTracks = new Map([
    ["s", new FakePublication(page, true, "screen")],
    ["v", camera],
  ]);
  room.emit("trackSubscribed");
  expect(call.people.value[0]).toMatchObject({
    video: camera.track,
    screen: page,
  });
});

Deno.test("an assistant never takes the place of the one whom the call is with", async () => {
  const { call, joined } = await aCall();
  const room = await joined();
  room.enters("PA-1", "x:assistant");
  room.enters("PA-2", "x:artist");
  expect(call.people.value.map((one) => one.identity)).toEqual([
    "x:artist",
    "x:assistant",
  ]);
});

Deno.test("someone who was there first is seen at once", async () => {
  const { call, connects } = await aCall();
  call.join();
  await settle();
  const room = connects[0]!.accept();
  room.enters();
  await settle();
  expect(call.people.value.length).toBe(1);
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

Deno.test("the session ends, another tab takes over, or the page is left while joining: the SDK, cancelled too early, throws, and all the rest is undone", async () => {
  const ways = {
    ended: ({ call }: Joining) => call.stop(),
    elsewhere: ({ connects }: Joining) => connects[0]!.refuse(53205),
    leaving: ({ page }: Joining) => page.fire("leaving"),
  };
  for (const [way, happens] of Object.entries(ways)) {
    const told: unknown[] = [];
    const all = await aCall({ cancelThrows: true });
    const { call, connects, locals, page, time, devices } = all;
    call.join();
    await settle();
    expect(call.state.value.is).toBe("joining");
    const tell = (event: Event) => told.push(event) && event.preventDefault();
    globalThis.addEventListener("error", tell);
    happens(all);
    await settle();
    globalThis.removeEventListener("error", tell);
    expect({ way, told }).toEqual({ way, told: [] });
    expect(connects[0]!.cancelled).toBe(true);
    expect(time.pending()).toBe(0);
    if (way === "leaving") {
      expect(call.state.value.is).toBe("idle");
      page.fire("shown");
      await settle();
      expect(connects.length).toBe(2);
      continue;
    }
    expect(locals.every((l) => l.isStopped)).toBe(true);
    expect(devices.video.value).toBeNull();
    if (way === "ended") expect(page.listeners()).toBe(0);
  }
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

Deno.test("a camera that is off captures nothing, and comes back in the same track; sound goes on", async () => {
  const { call, joined, locals, captured, devices } = await aCall();
  await joined();
  const [audio, video] = locals;
  await call.toggle("video");
  expect(video!.isStopped).toBe(true);
  expect(video!.enabled).toBe(false);
  expect(call.local.interrupted.value).toBeNull();
  expect(captured).toEqual([]);
  await call.toggle("video");
  expect(video!.isStopped).toBe(false);
  expect(video!.enabled).toBe(true);
  expect(captured.length).toBe(1);
  expect(devices.video.value).toBe(video!.mediaStreamTrack as never);
  expect(audio!.restarts).toEqual([]);
  expect(audio!.isStopped).toBe(false);
});

Deno.test("a camera chosen while it is off is the one that is switched on", async () => {
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

Deno.test("a camera that does not come back on is shown as interrupted, and one tap tries again", async () => {
  const { call, joined, locals } = await aCall();
  await joined();
  const video = locals[1]!;
  const restart = video.restart.bind(video);
  await call.toggle("video");
  video.restart = () =>
    Promise.reject(new DOMException("", "NotReadableError"));
  await call.toggle("video");
  expect(call.local.interrupted.value).toBe("video");
  video.restart = restart;
  await call.local.restore();
  expect(call.local.interrupted.value).toBeNull();
  expect(video.isStopped).toBe(false);
});

Deno.test("a microphone that is unplugged is replaced by another, without a question; one that another app took is not", async () => {
  const lists = [{ kind: "audioinput" as const, deviceId: "audio-2" }];
  const { call, joined, locals, captured } = await aCall({ lists });
  await joined();
  const audio = locals[0]!;
  audio.mediaStreamTrack.ends();
  audio.emit("stopped", audio);
  await settle();
  expect(captured).toEqual([{ audio: expect.anything() }]);
  expect(audio.isStopped).toBe(false);
  expect(call.local.interrupted.value).toBeNull();

  lists.push({ kind: "audioinput", deviceId: "audio-1" });
  audio.mediaStreamTrack.ends();
  audio.emit("stopped", audio);
  await settle();
  expect(captured.length).toBe(1);
  expect(call.local.interrupted.value).toBe("audio");
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

Deno.test("a second tap while the camera turns does nothing, so that what is shown as in a mirror is the front camera", async () => {
  const { call, joined, locals } = await aCall();
  await joined();
  await Promise.all([call.local.flip(), call.local.flip()]);
  expect(locals[1]!.restarts.length).toBe(1);
  expect(call.local.facing.value).toBe("environment");
});

Deno.test("on a desktop, whose cameras face nowhere, flipping takes the next of the list", async () => {
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

Deno.test("with Twilio, the SDK's measure of each line is shown", async () => {
  const { call, joined, time } = await aCall({
    token: () => ({
      ok: true,
      value: aToken({ wsServer: null, iceServers: null }),
    }),
  });
  const room = await joined();
  const person = room.enters();
  room.localParticipant.networkQualityLevel = 4;
  person.networkQualityLevel = 2;
  await time.pass(2_000);
  expect(call.quality.value).toBe(4);
  expect(call.qualities.value).toEqual(new Map([["PA-other", 2]]));
});

Deno.test("in embedded rooms, the browser's own statistics measure each line", async () => {
  const { call, joined, time } = await aCall();
  const room = await joined();
  room.enters();
  const report = (sent: number, lost: number, arrived: number) => [{
    localAudioTrackStats: [
      { packetsSent: sent, packetsLost: lost, roundTripTime: 40 },
    ],
    localVideoTrackStats: [],
    remoteAudioTrackStats: [
      { trackSid: "a", packetsReceived: arrived, packetsLost: 0, jitter: 5 },
    ],
    remoteVideoTrackStats: [],
  }];
  room.stats = report(0, 0, 0);
  await time.pass(2_000);
  expect(call.quality.value).toBeNull();
  room.stats = report(100, 10, 100);
  await time.pass(2_000);
  expect(call.quality.value).toBe(2);
  expect(call.qualities.value).toEqual(new Map([["PA-other", 5]]));
  room.drops(53001);
  expect(call.quality.value).toBeNull();
});

/** A call with Twilio whose line is as bad as the test says. */
async function onALine() {
  const all = await aCall({
    token: () => ({
      ok: true,
      value: aToken({ wsServer: null, iceServers: null }),
    }),
  });
  const room = await all.joined();
  return {
    ...all,
    room,
    async level(level: number, ms: number) {
      room.localParticipant.networkQualityLevel = level;
      await all.time.pass(ms);
    },
  };
}

Deno.test("on a line that stays bad the picture goes, the sound stays, and the picture comes back when the line is good", async () => {
  const { call, locals, level, room } = await onALine();
  const [, video] = locals;
  await level(5, 4_000);
  await level(0, 14_000);
  expect(call.soundOnly.value.is).toBe("sound");
  expect(call.wantsPictures.value).toBe(false);
  expect(room.localParticipant.unpublished).toEqual([video]);
  expect(video!.isStopped).toBe(false);
  expect(call.local.cameraOn.value).toBe(true);
  await level(5, 40_000);
  expect(call.soundOnly.value.is).toBe("picture");
  expect(call.wantsPictures.value).toBe(true);
  expect(room.localParticipant.published).toEqual([video]);
});

Deno.test("a person who wants sound only keeps it on the best line, over a rejoin, and takes it back alone", async () => {
  const { call, locals, level, room, time, connects } = await onALine();
  call.choosePicture("sound");
  const [audio, video] = locals;
  expect(room.localParticipant.unpublished).toEqual([video]);
  await level(5, 120_000);
  room.drops(53001);
  await time.pass(1_000);
  expect(connects.at(-1)!.options.tracks).toEqual([audio]);
  const { localParticipant } = connects.at(-1)!.accept();
  await settle();
  expect(localParticipant.published).toEqual([]);
  call.choosePicture("picture");
  await settle();
  expect(localParticipant.published).toEqual([video]);
});

Deno.test("sound only from before a reload holds from the first moment on", async () => {
  const { joined, connects, locals } = await aCall({ soundOnly: "chosen" });
  await joined();
  expect(connects[0]!.options.tracks).toEqual([locals[0]]);
});

Deno.test("while the other person listens without pictures ours is not sent to them, over a rejoin too, and comes back", async () => {
  const other = signal<Says>(UNSAID);
  const { call, joined, connects, locals, time } = await aCall({ other });
  const [room] = [await joined()];
  const [audio, video] = locals;
  room.enters();
  other.value = { ...UNSAID, pictures: false };
  await settle();
  expect(call.unwatched.value).toBe(true);
  expect(call.sendsPicture.value).toBe(false);
  expect(room.localParticipant.unpublished).toEqual([video]);
  // The camera is as it was, and so is the person's own word.
  expect(video!.isStopped).toBe(false);
  expect(call.soundOnly.value.is).toBe("picture");
  room.drops(53001);
  await time.pass(1_000);
  expect(connects.at(-1)!.options.tracks).toEqual([audio]);
  const again = connects.at(-1)!.accept();
  await settle();
  again.enters();
  other.value = UNSAID;
  await settle();
  expect(again.localParticipant.published).toEqual([video]);
  expect(call.unwatched.value).toBe(false);
});

Deno.test("an assistant who looks on gets the picture, though the other person listens only", async () => {
  const other = signal<Says>({ ...UNSAID, pictures: false });
  const { call, joined, locals } = await aCall({ other });
  const room = await joined();
  room.enters();
  await settle();
  expect(room.localParticipant.published).toEqual([]);
  room.enters("PA-2", "x:assistant");
  await settle();
  expect(call.unwatched.value).toBe(false);
  expect(room.localParticipant.published).toEqual([locals[1]]);
});

Deno.test("with Twilio the picture goes on to the media server, which leaves it out for whoever does not look", async () => {
  const other = signal<Says>({ ...UNSAID, pictures: false });
  const { call, joined, connects, locals } = await aCall({
    other,
    token: () => ({ ok: true, value: aToken({ wsServer: null }) }),
  });
  const room = await joined();
  room.enters();
  await settle();
  expect(connects[0]!.options.tracks).toEqual(locals);
  expect(room.localParticipant.unpublished).toEqual([]);
  expect(call.unwatched.value).toBe(true);
  // So the page must not say that it is not sent.
  expect(call.sendsPicture.value).toBe(true);
  call.choosePicture("sound");
  expect(call.sendsPicture.value).toBe(false);
});

/** A call from person to person; the test says what share of the packets each of them loses. */
async function fromPersonToPerson(
  options: Parameters<typeof aCall>[0] = {},
) {
  const all = await aCall(options);
  const room = await all.joined();
  room.enters();
  const sent = { packets: 0, lost: 0, ms: 1 };
  const received = { packets: 0, lost: 0, ms: 1 };
  return {
    ...all,
    room,
    /** @param share of what we send, and of what we receive */
    async loses(share: { sent: number; received: number }, seconds: number) {
      for (let s = 0; s < seconds; s += 2) {
        sent.packets += 100;
        sent.lost += 100 * share.sent;
        sent.ms = 3 - sent.ms;
        received.packets += 100 * (1 - share.received);
        received.lost += 100 * share.received;
        room.stats = statsOf({
          sent: { sound: { ...sent } },
          received: { sound: { ...received } },
        });
        await all.time.pass(2_000);
      }
    },
  };
}

Deno.test("from person to person, whoever receives badly asks for no picture for a while; their own still goes", async () => {
  const { call, loses, room } = await fromPersonToPerson();
  await loses({ sent: 0, received: 0 }, 10);
  await loses({ sent: 0, received: 0.4 }, 16);
  expect(call.soundOnly.value.is).toBe("sound");
  expect(call.wantsPictures.value).toBe(false);
  expect(call.heldBack.value).toBe(false);
  expect(room.localParticipant.unpublished).toEqual([]);
  await loses({ sent: 0, received: 0 }, 30);
  expect(call.wantsPictures.value).toBe(true);
});

Deno.test("from person to person, who receives somewhat badly is offered sound only", async () => {
  const { call, loses } = await fromPersonToPerson();
  await loses({ sent: 0, received: 0 }, 10);
  await loses({ sent: 0, received: 0.1 }, 60);
  expect(call.soundOnly.value.is).toBe("offered");
  expect(call.wantsPictures.value).toBe(true);
  await loses({ sent: 0, received: 0 }, 20);
  expect(call.soundOnly.value.is).toBe("picture");
});

Deno.test("whose packets get lost on the way to somebody who is heard of leaves the decision to them", async () => {
  const { call, loses, room } = await fromPersonToPerson();
  await loses({ sent: 0.5, received: 0 }, 120);
  expect(call.quality.value).toBe(0);
  expect(call.heldBack.value).toBe(false);
  expect(room.localParticipant.unpublished).toEqual([]);
});

Deno.test("for somebody who is not heard of, the sender decides, until the line is good; a picture that they do not want is nothing to decide about", async () => {
  const otherHere = signal(true);
  const other = signal<Says>({ ...UNSAID, pictures: false });
  const { call, loses, room, locals } = await fromPersonToPerson({
    other,
    otherHere,
  });
  const { published, unpublished } = room.localParticipant;
  otherHere.value = false;
  await loses({ sent: 0.5, received: 0 }, 60);
  expect(call.heldBack.value).toBe(false);
  other.value = UNSAID;
  await settle();
  expect(published).toEqual([locals[1]]);
  await loses({ sent: 0.5, received: 0 }, 20);
  expect(call.heldBack.value).toBe(true);
  expect(call.wantsPictures.value).toBe(true);
  expect(unpublished).toEqual([locals[1]]);
  // That they are heard of again brings no picture back on a bad line.
  otherHere.value = true;
  await loses({ sent: 0.5, received: 0 }, 60);
  expect(call.heldBack.value).toBe(true);
  await loses({ sent: 0, received: 0 }, 30);
  expect(call.heldBack.value).toBe(false);
  expect(published.length).toBe(2);
});

Deno.test("a person who wants the pictures on a bad line gets both, whoever had decided", async () => {
  const { call, loses } = await fromPersonToPerson({
    otherHere: signal(false),
  });
  await loses({ sent: 0.5, received: 0.5 }, 20);
  expect(call.heldBack.value).toBe(true);
  expect(call.wantsPictures.value).toBe(false);
  call.choosePicture("picture");
  await loses({ sent: 0.5, received: 0.5 }, 60);
  expect(call.heldBack.value).toBe(false);
  expect(call.wantsPictures.value).toBe(true);
});

Deno.test("a camera that the person switched off does not come on with the line", async () => {
  const { call, locals, level } = await onALine();
  await level(0, 14_000);
  await call.toggle("video");
  await level(5, 60_000);
  expect(call.soundOnly.value.is).toBe("picture");
  expect(locals[1]!.enabled).toBe(false);
  expect(locals[1]!.isStopped).toBe(true);
});

Deno.test("a shared screen is a track of its own, made for letters, and ends with the browser's own button", async () => {
  const page = new FakeMediaTrack("video");
  const { call, joined } = await aCall({ screens: [page] });
  const room = await joined();
  await call.toggleScreen();
  const [published] = room.localParticipant.published as {
    mediaStreamTrack: unknown;
    options: { name: string };
  }[];
  expect(published!.mediaStreamTrack).toBe(page);
  expect(published!.options.name).toBe("screen");
  expect(page.contentHint).toBe("text");
  expect(call.screen.captured.value).toBe(page as never);
  page.ends();
  expect(call.screen.captured.value).toBeNull();
  expect(room.localParticipant.unpublished).toEqual([published]);
});

Deno.test("pressing again stops sharing; choosing nothing shares nothing", async () => {
  const page = new FakeMediaTrack("video");
  const { call, joined } = await aCall({ screens: [page] });
  const room = await joined();
  await call.toggleScreen();
  await call.toggleScreen();
  expect(page.readyState).toBe("ended");
  expect(room.localParticipant.unpublished.length).toBe(1);
  await call.toggleScreen();
  expect(call.screen.captured.value).toBeNull();
  expect(room.localParticipant.published.length).toBe(1);
});

Deno.test("a shared screen comes along over a rejoin, and ends with the call", async () => {
  const page = new FakeMediaTrack("video");
  const { call, joined, connects, time } = await aCall({ screens: [page] });
  const room = await joined();
  await call.toggleScreen();
  room.drops(53001);
  await time.pass(1_000);
  expect(connects[1]!.options.tracks).toHaveLength(3);
  expect(connects[1]!.options.tracks).toContain(call.screen.track.value);
  connects[1]!.accept();
  await settle();
  call.stop();
  expect(page.readyState).toBe("ended");
});

Deno.test("a screen chosen while the room is being joined is sent when it is, and one ended meanwhile is taken out", async () => {
  const [first, second] = [
    new FakeMediaTrack("video"),
    new FakeMediaTrack("video"),
  ];
  const { call, connects, time } = await aCall({ screens: [first, second] });
  call.join();
  await settle();
  await call.toggleScreen();
  const shared = call.screen.track.value;
  expect(connects[0]!.options.tracks).not.toContain(shared);
  const room = connects[0]!.accept();
  await settle();
  expect(room.localParticipant.published).toEqual([shared]);

  room.drops(53001);
  await time.pass(1_000);
  expect(connects[1]!.options.tracks).toContain(shared);
  await call.toggleScreen();
  const again = connects[1]!.accept();
  await settle();
  expect(again.localParticipant.unpublished).toEqual([shared]);
  expect(call.screen.captured.value).toBeNull();

  // One that is over takes the other's place.
  again.drops(53001);
  await time.pass(10_000);
  await call.toggleScreen();
  const third = connects[2]!.accept();
  await settle();
  expect(third.localParticipant.published).toEqual([call.screen.track.value]);
});

Deno.test("a microphone added, or muted, while the room is being joined is so when it is", async () => {
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

Deno.test("microphone and camera switched off before there is an SDK are off in the room, and are never captured twice", async () => {
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
  expect(call.local.interrupted.value).toBeNull();
  await call.toggle("audio");
  expect(locals[0]!.enabled).toBe(true);
  expect(captured).toEqual([]);
});

Deno.test("a screen that the room does not take is captured no longer, and the page says so for a while", async () => {
  const page = new FakeMediaTrack("video");
  const { call, joined, time } = await aCall({ screens: [page] });
  const room = await joined();
  room.localParticipant.refuses = 1;
  await call.toggleScreen();
  await settle();
  expect(page.readyState).toBe("ended");
  expect(call.screen.captured.value).toBeNull();
  expect(call.screen.failed.value).toBe(true);
  await time.pass(60_000);
  expect(room.localParticipant.published).toEqual([]);
  expect(call.screen.failed.value).toBe(false);
});

Deno.test("a screen that cannot be captured is told of; a person's no is not", async () => {
  const { call, joined } = await aCall({
    screens: [
      new DOMException("", "NotReadableError"),
      new DOMException("", "NotAllowedError"),
    ],
  });
  await joined();
  await call.toggleScreen();
  expect(call.screen.failed.value).toBe(true);
  await call.toggleScreen();
  expect(call.screen.failed.value).toBe(false);
});

Deno.test("a screen that is chosen after the call has ended is let go of at once", async () => {
  const page = new FakeMediaTrack("video");
  const { promise, resolve } = Promise.withResolvers<FakeMediaTrack>();
  const { call, joined } = await aCall({ screens: [promise] });
  await joined();
  const asking = call.toggleScreen();
  call.stop();
  resolve(page);
  await asking;
  expect(page.readyState).toBe("ended");
  expect(call.screen.captured.value).toBeNull();
});

Deno.test("sound that the room does not take is tried again, and the page says so until it is taken", async () => {
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

Deno.test("a pass that runs out while the SDK reconnects is replaced once, with the same tracks", async () => {
  const { call, joined, connects, time, tokens, captured, locals } =
    await aCall();
  const room = await joined();
  room.emit("reconnecting");
  room.drops(20104);
  expect(call.state.value).toMatchObject({
    is: "rejoining",
    sentence: expect.stringMatching(/run out/),
  });
  await time.pass(1_000);
  expect(tokens()).toBe(2);
  expect(connects.length).toBe(2);
  expect(connects[1]!.token).toBe("token-2");
  expect(connects[1]!.options.tracks).toEqual(locals);
  connects[1]!.accept();
  await time.pass(60_000);
  expect(call.state.value.is).toBe("connected");
  expect(connects.length).toBe(2);
  expect(captured).toEqual([]);
});

Deno.test("a server that refuses every pass is asked three times in all, then a person is", async () => {
  const { call, connects, time, tokens } = await aCall();
  call.join();
  await settle();
  for (let i = 0; i < 10; i++) {
    connects.at(-1)!.refuse(20104);
    await time.pass(10_000);
  }
  expect(call.state.value).toMatchObject({ is: "failed" });
  expect(tokens()).toBe(3);
});

Deno.test("a call that has given up goes on by itself when the studio answers again, and not before", async () => {
  const reachable = signal(true);
  let away = true;
  const { call, time, connects } = await aCall({
    reachable,
    token: () =>
      away
        ? { ok: false, code: "offline", message: "away" }
        : { ok: true, value: aToken() },
  });
  call.join();
  await time.pass(5 * 60_000);
  expect(call.state.value).toMatchObject({ is: "failed", tired: true });
  reachable.value = false;
  await settle();
  expect(call.state.value.is).toBe("failed");
  away = false;
  reachable.value = true;
  await settle();
  connects.at(-1)!.accept();
  await settle();
  expect(call.state.value.is).toBe("connected");
});
