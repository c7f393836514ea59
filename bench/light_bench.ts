/**
 * The light check on rendered frames: ten tones × nine lights × noise and
 * exposure × five seeds, which are not those that the limits were chosen on.
 * Prints how often each light is found and how often good light is doubted, and
 * the CPU time of a frame. The rendering takes some minutes and is in no number.
 * `scripts/light_report.ts` writes the same table to docs/light.md.
 */
import { allScores } from "@/scripts/light/scores.ts";
import { msPerFrame } from "@/scripts/light/speed.ts";
import { linesOf, mistakesOf, tableOf } from "@/scripts/light/table.ts";

const perFrame = msPerFrame();
const scores = await allScores();
const lines = linesOf(scores);
console.log(tableOf(lines));
console.log(`\nSaid instead:\n${mistakesOf(scores)}`);
console.log(
  `\n${
    perFrame.toFixed(2)
  } ms of CPU a frame (goal: at most 3), 2 frames a second`,
);
// A frame's time is this machine's: it is printed, and fails nothing.
if (lines.some(({ held }) => !held)) Deno.exitCode = 1;
