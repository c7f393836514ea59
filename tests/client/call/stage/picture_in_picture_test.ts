import { expect } from "expect";
import {
  canPictureInPicture,
  togglePictureInPicture,
} from "@/lib/client/call/stage/picture_in_picture.ts";

Deno.test("a small window opens and closes by the standard", async () => {
  const did: string[] = [];
  const video = {
    requestPictureInPicture() {
      did.push("open");
      return Promise.resolve({} as PictureInPictureWindow);
    },
  };
  const closed = {
    pictureInPictureEnabled: true,
    exitPictureInPicture() {
      did.push("close");
      return Promise.resolve();
    },
  };
  expect(canPictureInPicture(video, closed)).toBe(true);
  await togglePictureInPicture(video, closed);
  await togglePictureInPicture(video, {
    ...closed,
    pictureInPictureElement: video,
  });
  expect(did).toEqual(["open", "close"]);
});

Deno.test("Safari on an iPhone has its own way", async () => {
  const video = {
    webkitPresentationMode: "inline",
    webkitSupportsPresentationMode: () => true,
    webkitSetPresentationMode(mode: string) {
      video.webkitPresentationMode = mode;
    },
  };
  expect(canPictureInPicture(video, {})).toBe(true);
  await togglePictureInPicture(video, {});
  expect(video.webkitPresentationMode).toBe("picture-in-picture");
  await togglePictureInPicture(video, {});
  expect(video.webkitPresentationMode).toBe("inline");
});

Deno.test("it is not offered where the browser or its policy has none", () => {
  expect(canPictureInPicture({}, { pictureInPictureEnabled: true })).toBe(
    false,
  );
  const video = {
    requestPictureInPicture: () => Promise.reject(new Error("not allowed")),
  };
  expect(canPictureInPicture(video, { pictureInPictureEnabled: false }))
    .toBe(false);
  expect(
    canPictureInPicture({ webkitSupportsPresentationMode: () => false }, {}),
  )
    .toBe(false);
});
