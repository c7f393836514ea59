import { colour, MONK } from "./colours.ts";
import type { Random } from "./random.ts";
import type { Hair, Person } from "./scene.ts";

const HAIR_COLOURS = ["17120f", "4a2f1d", "b58e5a", "8e8e8c", "7a2f1a"];
const SCARVES = ["1b1b1d", "e9e2d6", "7b2f3f", "35546b"];
const CLOTHES = ["1c1d20", "f1efea", "6b7280", "8c3b3b", "33506b", "c9b79c"];

/** What a head can have on it. */
export const HEADS: readonly {
  readonly hair: Hair;
  readonly colour: string;
}[] = [
  ...HAIR_COLOURS.slice(0, 3).map((one, n) => ({
    hair: (["long", "short", "long"] as const)[n]!,
    colour: one,
  })),
  { hair: "none", colour: HAIR_COLOURS[0]! },
  { hair: "scarf", colour: "" },
];

/** @param tone 1 to 10 on the Monk scale */
export function person(
  tone: number,
  { random, head }: {
    readonly random: Random;
    readonly head: typeof HEADS[number];
  },
): Person {
  const { hair } = head;
  return {
    skin: colour(MONK[tone - 1]!),
    hair,
    hairColour: colour(
      hair === "scarf" ? random.pick(SCARVES) : head.colour,
    ),
    size: random.between(0.26, 0.34),
    x: random.between(-0.03, 0.03),
    y: random.between(-0.05, 0.02),
    clothes: colour(random.pick(CLOTHES)),
    shine: random.between(0.05, 0.25),
    beard: hair !== "scarf" && random.chance(0.15),
    teeth: random.chance(0.3) ? random.between(0.5, 1) : 0,
    fringe: random.sign(),
  };
}
