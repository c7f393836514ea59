import { expect } from "expect";
import type { RemoteVideoTrack } from "twilio-video";
import { remoteView } from "@/lib/client/call/remote_view.ts";

const video = {} as RemoteVideoTrack;
const shown = { wantsVideo: true, hasFrame: true };

Deno.test("a camera that is on is never called off: until its picture arrives it is coming", () => {
  const on = { video, cameraOff: false };
  expect(remoteView({ ...shown, person: on })).toBe("shown");
  expect(remoteView({ ...shown, person: on, hasFrame: false })).toBe("coming");
  // Published, and not subscribed yet: as after a reconnection.
  expect(remoteView({ ...shown, person: { ...on, video: null } }))
    .toBe("coming");
});

Deno.test("nobody, a camera that is off, and a page that wants no video have nothing to wait for", () => {
  const off = { video: null, cameraOff: true };
  expect(remoteView({ ...shown, person: off })).toBe("off");
  expect(remoteView({ ...shown, person: null, hasFrame: false })).toBe("off");
  const audioOnly = { person: { video, cameraOff: false }, wantsVideo: false };
  expect(remoteView({ ...shown, ...audioOnly })).toBe("off");
});
