import { expect } from "expect";
import fc from "fast-check";
import type { NetworkQualityLevel } from "@/lib/client/network/network_quality.ts";
import {
  applyQuality,
  type AudioOnly,
  choose,
  showsVideo,
  WITH_VIDEO,
} from "@/lib/client/network/audio_only.ts";

type Seconds = [level: NetworkQualityLevel | null, seconds: number];

/** Feeds each level for its number of seconds, once a second. */
function after(story: Seconds[], from: AudioOnly = WITH_VIDEO, at = 0) {
  let state = from;
  let now = at;
  for (const [level, seconds] of story) {
    for (let i = 0; i < seconds; i++) {
      state = applyQuality(state, { level, now });
      now += 1_000;
    }
  }
  return { state, is: state.mode, now };
}

Deno.test("how network quality decides about video", () => {
  const table: [string, Seconds[], AudioOnly["mode"]][] = [
    ["good", [[5, 60]], "video"],
    ["fair", [[3, 600]], "video"],
    ["poor for a moment", [[2, 5]], "video"],
    ["poor for some seconds", [[2, 7]], "offered"],
    ["poor for long: only offered", [[2, 600]], "offered"],
    ["bad for a moment", [[0, 5]], "video"],
    ["bad for some seconds", [[1, 7]], "audio"],
    ["broken for some seconds", [[0, 7]], "audio"],
    ["poor, then bad", [[2, 10], [1, 7]], "audio"],
    ["bad with good moments between", [[1, 4], [4, 1], [1, 4]], "video"],
    ["nothing known", [[null, 600]], "video"],
    ["poor with a gap in the measure", [[2, 4], [null, 1], [2, 4]], "video"],
    ["offered, then better", [[2, 8], [3, 1]], "video"],
    ["bad, then good for a moment", [[1, 7], [5, 5]], "audio"],
    ["bad, then good for a while", [[1, 7], [5, 12]], "video"],
    ["bad, then fair for a while", [[1, 7], [3, 12]], "video"],
    ["bad, then merely poor", [[1, 7], [2, 600]], "audio"],
    ["bad, then nothing known", [[1, 7], [null, 600]], "audio"],
    ["good only by turns", [[1, 7], [5, 6], [2, 2], [5, 6]], "audio"],
  ];
  for (const [name, story, is] of table) {
    expect([name, after(story).is]).toEqual([name, is]);
  }
});

Deno.test("video that resumed too early waits twice as long the next time, up to a limit", () => {
  const first = after([[1, 7], [5, 12]]);
  const second = after([[1, 7]], first.state, first.now);
  expect(second.is).toBe("audio");
  expect(after([[5, 12]], second.state, second.now).is).toBe("audio");
  const back = after([[5, 22]], second.state, second.now);
  expect(back.is).toBe("video");
  const held = after([[5, 120], [1, 7], [5, 12]], back.state, back.now);
  expect(held.is).toBe("video");
});

Deno.test("however often it fails, video resumes within 90 seconds of a good network", () => {
  let story = after([[1, 7]]);
  for (let i = 0; i < 10; i++) {
    story = after([[5, 82]], story.state, story.now);
    expect(story.is).toBe("video");
    story = after([[0, 7]], story.state, story.now);
  }
});

Deno.test("audio only by choice stays on the best network", () => {
  const chosen = choose(WITH_VIDEO, "audio");
  expect(showsVideo(chosen)).toBe(false);
  expect(after([[5, 600]], chosen).is).toBe("chosen");
  expect(choose(chosen, "video").mode).toBe("video");
});

Deno.test("a person who wants video on a bad network keeps it until the network has been good again", () => {
  const bad = after([[1, 7]]);
  const kept = after([[0, 600]], choose(bad.state, "video"), bad.now);
  expect(kept.is).toBe("video");
  const again = after([[5, 12], [0, 7]], kept.state, kept.now);
  expect(again.is).toBe("audio");
});

Deno.test("only a person's choice turns video off on a network that is never bad, or on after they turned it off", () => {
  const level = fc.constantFrom<NetworkQualityLevel | null>(null, 2, 3, 4, 5);
  fc.assert(fc.property(fc.array(level, { maxLength: 200 }), (levels) => {
    const story = levels.map((one): Seconds => [one, 1]);
    expect(showsVideo(after(story).state)).toBe(true);
    expect(after(story, choose(WITH_VIDEO, "audio")).is).toBe("chosen");
  }));
});
