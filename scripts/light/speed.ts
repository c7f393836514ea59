import process from "node:process";
import { NOTHING_SEEN, watchOn } from "@/lib/client/light/watch.ts";
import { zonesOf } from "@/lib/client/light/zones.ts";
import { clipOf } from "@/tests/_support/light/clip.ts";

const PAIRS = 200;

/** The milliseconds of CPU that measuring and judging one frame takes; without the browser's own drawing. */
export function msPerFrame(): number {
  const { pairs, size } = clipOf({
    light: "good",
    tone: 5,
    seed: "speed",
    background: "shelf",
    head: 0,
    noise: 1,
    exposure: 0,
  }, { seconds: 6 });
  const zones = zonesOf(size);
  let watch = NOTHING_SEEN;
  const measure = () => {
    for (let n = 0; n < PAIRS; n++) {
      const pair = pairs[n % pairs.length]!;
      watch = watchOn(watch, { pair, zones, paper: null });
    }
  };
  // The first ones are not compiled yet.
  measure();
  const before = process.cpuUsage();
  measure();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (2 * PAIRS);
}
