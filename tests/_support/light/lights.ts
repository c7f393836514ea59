/** The lights of the matrix: lamps, window and camera of each, drawn by chance within its limits. */
import { type Colour, lamp, luminance, times } from "./colours.ts";
import type { Random } from "./random.ts";
import type { Lamp, Window } from "./scene.ts";

export const LIGHTS = [
  "good",
  "dark",
  "back",
  "side",
  "mixed",
  "warm",
  "cold",
  "clipped",
  "flicker",
] as const;

export type Light = typeof LIGHTS[number];

export interface Lighting {
  readonly lamps: readonly Lamp[];
  readonly ambient: Colour;
  /** On a white surface in the strongest lamp's light. */
  readonly lux: number;
  /** Light from behind: a window that fills this much of the picture's width. */
  readonly window: Window | null;
  readonly paper: boolean;
  readonly flickers: boolean;
  /** Stops that the camera is wrong by. */
  readonly bias: number;
  /** How much of a colour cast the camera's white balance takes away. */
  readonly balance: number;
}

/** Degrees to the right of the camera, and above it. */
function from(right: number, above: number): Lamp["from"] {
  const [a, e] = [right * Math.PI / 180, above * Math.PI / 180];
  return [Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e)];
}

/** Even light from the front. */
function good(random: Random): Lighting {
  const colour = lamp(random.between(3800, 6500));
  return {
    lamps: [{
      from: from(random.between(-18, 18), random.between(5, 40)),
      light: colour,
    }],
    ambient: times(colour, random.between(0.3, 0.6)),
    lux: 200 * 5 ** random.next(),
    window: null,
    paper: false,
    flickers: false,
    bias: 0,
    balance: random.between(0.6, 0.9),
  };
}

const CHANGES: Readonly<
  Record<Light, (base: Lighting, random: Random) => Partial<Lighting>>
> = {
  good: () => ({}),
  dark: (_, random) => ({ lux: 2 * 4 ** random.next() }),
  back: ({ lamps, ambient }, random) => {
    const face = luminance(lamps[0]!.light);
    const left = random.between(0, 0.35);
    return {
      // The room behind the camera is dim against the window.
      lamps: lamps.map((one) => ({ ...one, light: times(one.light, 0.4) })),
      ambient: times(ambient, 0.8),
      window: {
        left,
        right: left + random.between(0.5, 1),
        top: 0,
        bottom: random.between(0.6, 1),
        light: times(lamp(6500), face * random.between(5, 20)),
      },
    };
  },
  side: ({ lamps, ambient }, random) => ({
    lamps: lamps.map((one) => ({
      ...one,
      from: from(random.sign() * random.between(62, 85), random.between(0, 25)),
    })),
    ambient: times(ambient, 0.2),
  }),
  mixed: (_, random) => {
    const side = random.sign();
    const warm = lamp(random.between(2500, 3000));
    // Daylight, or a tube with its green tinge.
    const cold = random.chance(0.7)
      ? lamp(random.between(5800, 7500))
      : lamp(4200, 0.18);
    return {
      lamps: [
        { from: from(side * random.between(35, 60), 15), light: warm },
        {
          from: from(-side * random.between(35, 60), 15),
          light: times(cold, random.between(0.7, 1.4)),
        },
      ],
      ambient: times(lamp(4500), random.between(0.08, 0.2)),
    };
  },
  warm: (_, random) => ({
    ...oneColour(lamp(random.between(2300, 3200)), random),
    balance: random.between(0, 0.45),
  }),
  cold: (_, random) => ({
    ...oneColour(lamp(random.between(9_000, 15_000)), random),
    balance: random.between(0, 0.35),
  }),
  clipped: (_, random) => ({
    bias: random.between(1.2, 4),
    lux: random.between(500, 3000),
  }),
  flicker: () => ({ flickers: true }),
};

function oneColour(colour: Colour, random: Random): Partial<Lighting> {
  return {
    lamps: [{
      from: from(random.between(-25, 25), random.between(5, 40)),
      light: colour,
    }],
    ambient: times(colour, random.between(0.3, 0.6)),
    paper: true,
  };
}

export function lighting(light: Light, random: Random): Lighting {
  const base = good(random);
  return { ...base, ...CHANGES[light](base, random) };
}
