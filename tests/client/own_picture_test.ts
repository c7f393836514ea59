import { expect } from "expect";
import type { LocalVideoTrack } from "twilio-video";
import { ownPicture } from "@/lib/client/own_picture.ts";
import { fakeTime, settle } from "./_support.ts";

const A = { name: "a" } as LocalVideoTrack;
const B = { name: "b" } as LocalVideoTrack;

/** A room in which publishing takes as long as the test wants. */
function aRoom(published: LocalVideoTrack | null = A) {
  const time = fakeTime();
  const did: string[] = [];
  const publishing: PromiseWithResolvers<void>[] = [];
  const picture = ownPicture(
    {
      publishTrack(track: LocalVideoTrack) {
        did.push(`+${track.name}`);
        publishing.push(Promise.withResolvers());
        return publishing.at(-1)!.promise;
      },
      unpublishTrack: (track: LocalVideoTrack) =>
        void did.push(`-${track.name}`),
    } as never,
    published,
    time,
  );
  return { picture, did, publishing, time };
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
