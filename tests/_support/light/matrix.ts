/** All cases: ten tones × nine lights × noise and exposure × seeds, with heads and backgrounds of several kinds. */
import { BACKGROUNDS } from "./backgrounds.ts";
import type { ClipCase } from "./clip.ts";
import { MONK } from "./colours.ts";
import { type Light, LIGHTS } from "./lights.ts";
import { HEADS } from "./people.ts";

export const TONES = MONK.map((_, n) => n + 1);

/** Phones: with and without noise reduction, and what their meters think right. */
const NOISE = [0.7, 1];
const EXPOSURE = [-0.3, 0.3];

export interface Part {
  /** "tune …" while limits are chosen, others for the table. */
  readonly seeds: string;
  readonly count: number;
  readonly lights?: readonly Light[];
}

/** The cases of one tone and light. Good light has every head, because false alarms are rare. */
export function* casesOf(
  light: Light,
  tone: number,
  { seeds, count }: Pick<Part, "seeds" | "count">,
): Generator<ClipCase> {
  let number = tone;
  for (let seed = 0; seed < count; seed++) {
    for (const background of BACKGROUNDS) {
      for (const noise of NOISE) {
        for (const exposure of EXPOSURE) {
          const heads = light === "good"
            ? HEADS.map((_, head) => head)
            : [number++ % HEADS.length];
          for (const head of heads) {
            yield {
              light,
              tone,
              seed: `${seeds} ${seed}`,
              background,
              head,
              noise,
              exposure,
            };
          }
        }
      }
    }
  }
}

export function* allCases(part: Part): Generator<ClipCase> {
  for (const light of part.lights ?? LIGHTS) {
    for (const tone of TONES) yield* casesOf(light, tone, part);
  }
}
