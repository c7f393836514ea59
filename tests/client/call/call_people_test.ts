import { expect } from "expect";
import { FakePublication } from "@/tests/client/_fake_sdk.ts";
import { settle } from "@/tests/client/_support.ts";
import { aCall } from "./_a_call.ts";

Deno.test("the call uses the tracks of the waiting room: nothing is captured again", async () => {
  const { devices, locals, captured, joined, connects } = await aCall();
  const before = [devices.audio.value, devices.video.value];
  await joined();
  expect(locals.map((l) => l.mediaStreamTrack)).toEqual(before);
  expect(connects[0]!.options.tracks).toEqual(locals);
  expect(captured).toEqual([]);
});

Deno.test("one can join without camera and microphone", async () => {
  const { call, joined, connects } = await aCall({ has: [] });
  await joined();
  expect(call.state.value.is).toBe("connected");
  expect(connects[0]!.options.tracks).toEqual([]);
});

Deno.test("the other person is seen joining, muting, switching the camera off and leaving", async () => {
  const { call, joined } = await aCall();
  const room = await joined();
  const other = () => call.participants.value[0];
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

Deno.test("a shared screen is distinguished from a camera, in any order of arrival", async () => {
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
  expect(call.participants.value[0]).toMatchObject({
    video: camera.track,
    screen: page,
  });
});

Deno.test("an assistant never replaces the other party of the call", async () => {
  const { call, joined } = await aCall();
  const room = await joined();
  room.enters("PA-1", "x:assistant");
  room.enters("PA-2", "x:artist");
  expect(call.participants.value.map((one) => one.identity)).toEqual([
    "x:artist",
    "x:assistant",
  ]);
});

Deno.test("a person who was there first is seen at once", async () => {
  const { call, connects } = await aCall();
  call.join();
  await settle();
  const room = connects[0]!.accept();
  room.enters();
  await settle();
  expect(call.participants.value.length).toBe(1);
});
