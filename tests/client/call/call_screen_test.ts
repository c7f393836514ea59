import { expect } from "expect";
import { FakeMediaTrack } from "@/tests/client/_fake_sdk.ts";
import { settle } from "@/tests/client/_support.ts";
import { aCall } from "./_a_call.ts";

Deno.test("a shared screen is a separate track, optimised for text, and ends with the browser's own button", async () => {
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

Deno.test("a shared screen survives a rejoin and ends with the call", async () => {
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

Deno.test("a screen chosen while joining is sent once joined, and one ended meanwhile is removed", async () => {
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

  // A new screen share replaces the ended one.
  again.drops(53001);
  await time.pass(10_000);
  await call.toggleScreen();
  const third = connects[2]!.accept();
  await settle();
  expect(third.localParticipant.published).toEqual([call.screen.track.value]);
});

Deno.test("a screen that the room refuses is no longer captured, and the page says so for a while", async () => {
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

Deno.test("a screen that cannot be captured is reported; a person's refusal is not", async () => {
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

Deno.test("a screen chosen after the call has ended is released at once", async () => {
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
