import { signal } from "@preact/signals";
import { expect } from "expect";
import type { LocalVideoTrack } from "twilio-video";
import { keepOwnTracks, type OwnTracks } from "@/lib/client/own_tracks.ts";
import { fakeTime, settle } from "./_support.ts";

const A = { name: "a" } as LocalVideoTrack;
const B = { name: "b" } as LocalVideoTrack;
const NOTHING: OwnTracks = { sound: null, picture: null, screen: null };

/** A room in which publishing takes as long as the test wants. */
function aRoom(published: LocalVideoTrack | null = A) {
  const time = fakeTime();
  const did: string[] = [];
  const told: [string, boolean][] = [];
  const publishing: PromiseWithResolvers<void>[] = [];
  const joinedWith = { ...NOTHING, picture: published };
  const wanted = signal<OwnTracks>(joinedWith);
  const stop = keepOwnTracks({
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
  const picture = {
    want: (track: LocalVideoTrack | null) =>
      void (wanted.value = { ...wanted.value, picture: track }),
    stop,
  };
  return { picture, wanted, did, publishing, time, told };
}

Deno.test("a picture that is sent and wanted is left alone", async () => {
  const { picture, did } = aRoom();
  picture.want(A);
  await settle();
  expect(did).toEqual([]);
});

Deno.test("it goes when nobody wants it, and comes when somebody does", async () => {
  const { picture, did } = aRoom();
  picture.want(null);
  picture.want(A);
  await settle();
  expect(did).toEqual(["-a", "+a"]);
});

Deno.test("a change of mind while it is being published waits its turn: only the last word counts", async () => {
  const { picture, did, publishing } = aRoom(null);
  picture.want(A);
  picture.want(null);
  picture.want(A);
  picture.want(null);
  expect(did).toEqual(["+a"]);
  publishing[0]!.resolve();
  await settle();
  expect(did).toEqual(["+a", "-a"]);
});

Deno.test("another camera's track takes the place of the first", async () => {
  const { picture, did } = aRoom();
  picture.want(B);
  await settle();
  expect(did).toEqual(["-a", "+b"]);
});

Deno.test("a room that refuses is asked again later, and no more once it is left", async () => {
  const { picture, did, publishing, time } = aRoom(null);
  picture.want(A);
  publishing[0]!.reject(new Error("not now"));
  await settle();
  expect(did).toEqual(["+a"]);
  await time.pass(2_000);
  expect(did).toEqual(["+a", "+a"]);
  publishing[1]!.reject(new Error("not now"));
  await settle();
  picture.stop();
  await time.pass(60_000);
  expect(did).toEqual(["+a", "+a"]);
});

Deno.test("what was chosen, added or ended while the room was being joined is made up for, each kind by itself", async () => {
  const did: string[] = [];
  const named = (name: string) => ({ name }) as never;
  const [sound, picture, screen, old] = ["sound", "picture", "screen", "old"]
    .map(named) as [never, never, never, never];
  keepOwnTracks({
    publishTrack(track: LocalVideoTrack, { priority }: { priority: string }) {
      did.push(`+${track.name} ${priority}`);
      return Promise.resolve();
    },
    unpublishTrack: (track: LocalVideoTrack) => void did.push(`-${track.name}`),
  } as never, {
    joinedWith: { sound: null, picture, screen: old },
    wanted: () => ({ sound, picture, screen }),
    timers: fakeTime(),
    onRefused: () => {},
  });
  await settle();
  expect(did).toEqual(["+sound standard", "-old", "+screen high"]);
});

Deno.test("a refusal is told, and so is its end: by success, or because it is not wanted any more", async () => {
  const { picture, publishing, time, told } = aRoom(null);
  picture.want(A);
  publishing[0]!.reject(new Error("not now"));
  await settle();
  expect(told).toEqual([["picture", true]]);
  await time.pass(2_000);
  publishing[1]!.resolve();
  await settle();
  expect(told.at(-1)).toEqual(["picture", false]);
  picture.want(B);
  publishing[2]!.reject(new Error("not now"));
  await settle();
  expect(told.at(-1)).toEqual(["picture", true]);
  picture.want(null);
  expect(told.at(-1)).toEqual(["picture", false]);
});
