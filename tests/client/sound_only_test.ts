import { expect } from "expect";
import fc from "fast-check";
import type { Level } from "@/lib/client/line_quality.ts";
import {
  choose,
  hear,
  type SoundOnly,
  WITH_PICTURE,
  withPictures,
} from "@/lib/client/sound_only.ts";

type Seconds = [level: Level | null, seconds: number];

/** Hears each level for so many seconds, once a second. */
function after(story: Seconds[], from: SoundOnly = WITH_PICTURE, at = 0) {
  let state = from;
  let now = at;
  for (const [level, seconds] of story) {
    for (let i = 0; i < seconds; i++) {
      state = hear(state, level, now);
      now += 1_000;
    }
  }
  return { state, is: state.is, now };
}

Deno.test("what the line does, and what becomes of the picture", () => {
  const table: [string, Seconds[], SoundOnly["is"]][] = [
    ["good", [[5, 60]], "picture"],
    ["fair", [[3, 600]], "picture"],
    ["poor for a moment", [[2, 5]], "picture"],
    ["poor for some seconds", [[2, 7]], "offered"],
    ["poor for long: only offered", [[2, 600]], "offered"],
    ["bad for a moment", [[0, 5]], "picture"],
    ["bad for some seconds", [[1, 7]], "sound"],
    ["broken for some seconds", [[0, 7]], "sound"],
    ["poor, then bad", [[2, 10], [1, 7]], "sound"],
    ["bad with good moments between", [[1, 4], [4, 1], [1, 4]], "picture"],
    ["nothing known", [[null, 600]], "picture"],
    ["poor with a gap in the measure", [[2, 4], [null, 1], [2, 4]], "picture"],
    ["offered, then better", [[2, 8], [3, 1]], "picture"],
    ["bad, then good for a moment", [[1, 7], [5, 5]], "sound"],
    ["bad, then good for a while", [[1, 7], [5, 12]], "picture"],
    ["bad, then fair for a while", [[1, 7], [3, 12]], "picture"],
    ["bad, then merely poor", [[1, 7], [2, 600]], "sound"],
    ["bad, then nothing known", [[1, 7], [null, 600]], "sound"],
    ["good only by turns", [[1, 7], [5, 6], [2, 2], [5, 6]], "sound"],
  ];
  for (const [name, story, is] of table) {
    expect([name, after(story).is]).toEqual([name, is]);
  }
});

Deno.test("a picture that came back too early waits twice as long the next time, and no longer than that forever", () => {
  const first = after([[1, 7], [5, 12]]);
  const second = after([[1, 7]], first.state, first.now);
  expect(second.is).toBe("sound");
  expect(after([[5, 12]], second.state, second.now).is).toBe("sound");
  const back = after([[5, 22]], second.state, second.now);
  expect(back.is).toBe("picture");
  const held = after([[5, 120], [1, 7], [5, 12]], back.state, back.now);
  expect(held.is).toBe("picture");
});

Deno.test("however often it fails, the picture comes back within a minute and a half of a good line", () => {
  let story = after([[1, 7]]);
  for (let i = 0; i < 10; i++) {
    story = after([[5, 82]], story.state, story.now);
    expect(story.is).toBe("picture");
    story = after([[0, 7]], story.state, story.now);
  }
});

Deno.test("sound only, by choice, stays on the best line", () => {
  const chosen = choose(WITH_PICTURE, "sound");
  expect(withPictures(chosen)).toBe(false);
  expect(after([[5, 600]], chosen).is).toBe("chosen");
  expect(choose(chosen, "picture").is).toBe("picture");
});

Deno.test("who wants the picture on a bad line keeps it, until the line was good again", () => {
  const bad = after([[1, 7]]);
  const kept = after([[0, 600]], choose(bad.state, "picture"), bad.now);
  expect(kept.is).toBe("picture");
  const again = after([[5, 12], [0, 7]], kept.state, kept.now);
  expect(again.is).toBe("sound");
});

Deno.test("nothing but a person's choice turns off a picture on a line that is never bad, or turns one on that they turned off", () => {
  const level = fc.constantFrom<Level | null>(null, 2, 3, 4, 5);
  fc.assert(fc.property(fc.array(level, { maxLength: 200 }), (levels) => {
    const story = levels.map((one): Seconds => [one, 1]);
    expect(withPictures(after(story).state)).toBe(true);
    expect(after(story, choose(WITH_PICTURE, "sound")).is).toBe("chosen");
  }));
});
