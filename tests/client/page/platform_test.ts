import { expect } from "expect";
import { canCall } from "@/lib/client/page/platform.ts";

const getUserMedia = () => {};
const RTCPeerConnection = class {};

Deno.test("a browser can call if it has a camera's API and WebRTC, and not with only one of them", () => {
  const navigator = { mediaDevices: { getUserMedia } };
  expect(canCall({ navigator, RTCPeerConnection })).toBe(true);
  expect(canCall({ navigator })).toBe(false);
  expect(canCall({ navigator: {}, RTCPeerConnection })).toBe(false);
  expect(canCall({ RTCPeerConnection })).toBe(false);
});
