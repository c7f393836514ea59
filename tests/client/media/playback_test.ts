import { expect } from "expect";
import { playback } from "@/lib/client/media/playback.ts";
import { settle } from "@/tests/client/_support.ts";

/** An element that plays, or refuses with this error. */
class Element extends EventTarget {
  srcObject: unknown = {};
  refuses: string | null = null;
  plays = 0;
  play() {
    this.plays++;
    return this.refuses
      ? Promise.reject(new DOMException("", this.refuses))
      : Promise.resolve();
  }
  pauses(timeStamp: number) {
    const event = new Event("pause");
    Object.defineProperty(event, "timeStamp", { value: timeStamp });
    this.dispatchEvent(event);
  }
}

const followed = () => {
  const playing = playback();
  const element = new Element();
  const stop = playing.follow(element as never);
  return { playing, element, stop };
};

Deno.test("an element that the system pauses plays again, unless it is paused again at once", async () => {
  const { element } = followed();
  element.pauses(1_000);
  expect(element.plays).toBe(1);
  element.pauses(1_100);
  expect(element.plays).toBe(1);
  element.pauses(5_000);
  expect(element.plays).toBe(2);
  await settle();
});

Deno.test("a refusal without a tap is reported, and one call inside a tap plays everything", async () => {
  const { playing, element } = followed();
  const second = new Element();
  playing.follow(second as never);
  element.refuses = "NotAllowedError";
  expect(await playing.playAll()).toBe(false);
  expect(playing.blocked.value).toBe(true);
  element.refuses = null;
  const all = playing.playAll();
  // Before any await: afterwards it would no longer be inside the tap.
  expect([element.plays, second.plays]).toEqual([2, 2]);
  expect(await all).toBe(true);
  expect(playing.blocked.value).toBe(false);
});

Deno.test("an element without a track is left alone, and so is one that is no longer shown", async () => {
  const { playing, element, stop } = followed();
  element.srcObject = null;
  element.pauses(1_000);
  expect(element.plays).toBe(0);
  element.srcObject = {};
  element.refuses = "NotAllowedError";
  await playing.playAll();
  stop();
  expect(playing.blocked.value).toBe(false);
  element.pauses(9_000);
  expect(element.plays).toBe(1);
  expect(await playing.playAll()).toBe(true);
});
