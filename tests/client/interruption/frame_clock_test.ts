import { expect } from "expect";
import { frameClock } from "@/lib/client/interruption/frame_clock.ts";

/** An element that counts frames, or, like Firefox, none of a stream. */
function anElement() {
  return {
    srcObject: {} as unknown,
    currentTime: 0,
    frames: 0,
    shown: true,
    getVideoPlaybackQuality() {
      return { totalVideoFrames: this.frames };
    },
    checkVisibility() {
      return this.shown;
    },
  };
}

Deno.test("where frames are counted they decide, because the time of an element can go on without them", () => {
  const clock = frameClock();
  const element = anElement();
  element.frames = 10;
  expect(clock.moved(element)).toBeNull();
  element.frames = 11;
  expect(clock.moved(element)).toBe(true);
  element.currentTime = 5;
  expect(clock.moved(element)).toBe(false);
});

Deno.test("where no frames are counted the time decides", () => {
  const clock = frameClock();
  const element = anElement();
  clock.moved(element);
  element.currentTime = 1;
  expect(clock.moved(element)).toBe(true);
  expect(clock.moved(element)).toBe(false);
});

Deno.test("another source, or an element that is not shown, says nothing", () => {
  const clock = frameClock();
  const element = anElement();
  element.frames = 10;
  clock.moved(element);
  element.srcObject = {};
  expect(clock.moved(element)).toBeNull();
  element.shown = false;
  expect(clock.moved(element)).toBeNull();
  element.shown = true;
  expect(clock.moved(element)).toBeNull();
  expect(clock.moved(element)).toBe(false);
});
