import type { SmallFrame } from "@/lib/client/light/small_frame.ts";
import { type ClipCase, clipOf } from "@/tests/_support/light/clip.ts";
import { type Light, LIGHTS } from "@/tests/_support/light/lights.ts";
import { outcomeOf } from "@/tests/_support/light/outcome.ts";
import { pngOf } from "./png.ts";

const TONES = [2, 6, 9];
const BACKGROUNDS = ["shelf", "white wall", "dark wall"] as const;

/** One small PNG for each light: three tones, before three backgrounds, on an upright phone. */
export async function writePictures(folder: URL): Promise<void> {
  for (const light of LIGHTS) {
    const frames = TONES.map((tone, n) => frameOf(light, { tone, n }));
    await Deno.writeFile(new URL(`${light}.png`, folder), pngOf(frames));
  }
}

/** The first of the seeds that renders an upright picture of what it says. */
function frameOf(
  light: Light,
  { tone, n }: { readonly tone: number; readonly n: number },
): SmallFrame {
  for (let seed = 0;; seed++) {
    const one: ClipCase = {
      light,
      tone,
      seed: `picture ${seed}`,
      background: BACKGROUNDS[n]!,
      head: tone,
      noise: 1,
      exposure: 0,
    };
    const { size, pairs } = clipOf(one, { seconds: 1 });
    if (size.height === 111 && outcomeOf(one).counts) return pairs[0]![1];
  }
}
