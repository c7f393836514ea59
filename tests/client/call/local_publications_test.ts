import { signal } from "@preact/signals";
import { expect } from "expect";
import type { LocalVideoTrack } from "twilio-video";
import {
  type LocalTrackSet,
  publishTracks,
} from "@/lib/client/call/local_publications.ts";
import { fakeTime, settle } from "@/tests/client/_support.ts";

const A = { name: "a" } as LocalVideoTrack;
const B = { name: "b" } as LocalVideoTrack;
const NOTHING: LocalTrackSet = { audio: null, video: null, screen: null };

/** A room in which publishing takes as long as the test wants. */
function aRoom(published: LocalVideoTrack | null = A) {
  const time = fakeTime();
  const did: string[] = [];
  const told: [string, boolean][] = [];
  const publishing: PromiseWithResolvers<void>[] = [];
  const joinedWith = { ...NOTHING, video: published };
  const wanted = signal<LocalTrackSet>(joinedWith);
  const stop = publishTracks({
    publishTrack(track: LocalVideoTrack) {
      did.push(`+${track.name}`);
      publishing.push(Promise.withResolvers());
      return publishing.at(-1)!.promise;
    },
    unpublishTrack: (track: LocalVideoTrack) => void did.push(`-${track.name}`),
  } as never, {
    joinedWith,
    wanted: () => wanted.value,
    timers: time,
    onRefused: (what, refused) => void told.push([what, refused]),
  });
  const video = {
    want: (track: LocalVideoTrack | null) =>
      void (wanted.value = { ...wanted.value, video: track }),
    stop,
  };
  return { video, wanted, did, publishing, time, told };
}

Deno.test("video that is sent and wanted is left alone", async () => {
  const { video, did } = aRoom();
  video.want(A);
  await settle();
  expect(did).toEqual([]);
});

Deno.test("video is unpublished when nobody wants it, and published when somebody does", async () => {
  const { video, did } = aRoom();
  video.want(null);
  video.want(A);
  await settle();
  expect(did).toEqual(["-a", "+a"]);
});

Deno.test("a change of mind during publishing waits its turn: only the last request counts", async () => {
  const { video, did, publishing } = aRoom(null);
  video.want(A);
  video.want(null);
  video.want(A);
  video.want(null);
  expect(did).toEqual(["+a"]);
  publishing[0]!.resolve();
  await settle();
  expect(did).toEqual(["+a", "-a"]);
});

Deno.test("another camera's track replaces the first", async () => {
  const { video, did } = aRoom();
  video.want(B);
  await settle();
  expect(did).toEqual(["-a", "+b"]);
});

Deno.test("a refusing room is retried later, and not after it is left", async () => {
  const { video, did, publishing, time } = aRoom(null);
  video.want(A);
  publishing[0]!.reject(new Error("not now"));
  await settle();
  expect(did).toEqual(["+a"]);
  await time.pass(2_000);
  expect(did).toEqual(["+a", "+a"]);
  publishing[1]!.reject(new Error("not now"));
  await settle();
  video.stop();
  await time.pass(60_000);
  expect(did).toEqual(["+a", "+a"]);
});

Deno.test("tracks chosen, added or ended while joining are published or removed afterwards, each kind by itself", async () => {
  const did: string[] = [];
  const named = (name: string) => ({ name }) as never;
  const [audio, video, screen, old] = ["audio", "video", "screen", "old"]
    .map(named) as [never, never, never, never];
  publishTracks({
    publishTrack(track: LocalVideoTrack, { priority }: { priority: string }) {
      did.push(`+${track.name} ${priority}`);
      return Promise.resolve();
    },
    unpublishTrack: (track: LocalVideoTrack) => void did.push(`-${track.name}`),
  } as never, {
    joinedWith: { audio: null, video, screen: old },
    wanted: () => ({ audio, video, screen }),
    timers: fakeTime(),
    onRefused: () => {},
  });
  await settle();
  expect(did).toEqual(["+audio standard", "-old", "+screen high"]);
});

Deno.test("a refusal is reported, and so is its end: by success, or because the track is no longer wanted", async () => {
  const { video, publishing, time, told } = aRoom(null);
  video.want(A);
  publishing[0]!.reject(new Error("not now"));
  await settle();
  expect(told).toEqual([["video", true]]);
  await time.pass(2_000);
  publishing[1]!.resolve();
  await settle();
  expect(told.at(-1)).toEqual(["video", false]);
  video.want(B);
  publishing[2]!.reject(new Error("not now"));
  await settle();
  expect(told.at(-1)).toEqual(["video", true]);
  video.want(null);
  expect(told.at(-1)).toEqual(["video", false]);
});
