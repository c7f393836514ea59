/** What a phone's camera sees in some seconds: pairs of successive frames, one pair a second. */
import type { FramePair } from "@/lib/client/light/light_measures.ts";
import { type Size, smallSize } from "@/lib/client/light/small_frame.ts";
import { background, type BackgroundName } from "./backgrounds.ts";
import { type Camera, meter, type Setting, shoot } from "./camera.ts";
import type { Flicker } from "./flicker.ts";
import { type Light, type Lighting, lighting } from "./lights.ts";
import { HEADS, person } from "./people.ts";
import { type Random, randomOf } from "./random.ts";
import { type Moved, render, shifted } from "./render.ts";
import type { Scene } from "./scene.ts";
import {
  flickerSeen,
  type SheetSeen,
  sheetSeen,
  skinClipped,
} from "./truth.ts";

export interface ClipCase {
  readonly light: Light;
  /** 1 to 10 on the Monk scale. */
  readonly tone: number;
  readonly seed: string;
  readonly background: BackgroundName;
  /** One of `HEADS`. */
  readonly head: number;
  /** The phone's noise against a plain sensor's. */
  readonly noise: number;
  /** Stops that this phone exposes above or below the grey. */
  readonly exposure: number;
  /** A sheet of white paper in the arch; warm and cold light always have one. */
  readonly paper?: boolean;
}

export interface Clip {
  readonly size: Size;
  readonly pairs: readonly FramePair[];
  /** The share of the face's skin that is clipped, without noise. */
  readonly clipped: number;
  readonly sheet: SheetSeen | null;
  /** How much the lamp changes the light at one place between two of the frames: 0.1 is ±10 %. */
  readonly flicker: number;
  readonly setting: Setting;
}

const SHAPES = [
  // Upright phones, a laptop, a tablet.
  { width: 720, height: 1280 },
  { width: 720, height: 1280 },
  { width: 1280, height: 720 },
  { width: 960, height: 1280 },
];

/** The head moves between so many places. */
const PLACES = 3;

export function clipOf(
  one: ClipCase,
  { seconds }: { readonly seconds: number },
): Clip {
  const random = randomOf(JSON.stringify(one));
  const size = smallSize(random.pick(SHAPES));
  const light = lighting(one.light, random);
  const scene = sceneOf(one, { light, random });
  const camera: Camera = {
    bias: one.exposure + light.bias,
    centre: random.between(0, 0.3),
    balance: light.balance,
    noise: one.noise,
  };
  const fps = random.pick([30, 30, 24, 25, 15]);
  const flicker = light.flickers ? flickerOf(size, random) : null;
  // Cameras call 29.97 frames a second 30.
  const frame = (1 + random.between(-1e-3, 1e-3)) / fps;
  const handheld = random.chance(0.5);
  const looks = Array.from(
    { length: PLACES },
    () => render(scene, { size, moved: moved(random, handheld) }),
  );
  const still = looks[0]!;
  const setting = meter(still, camera, light.lux);
  const pairs = Array.from({ length: seconds }, (_, second): FramePair => {
    const look = looks[second % PLACES]!;
    const at = second * fps * frame;
    const shot = { setting, camera, random, flicker };
    // Breathing, speaking, a trembling hand.
    const next = shifted(look, nudge(random, handheld));
    return [
      shoot(look, { ...shot, at }),
      shoot(next, { ...shot, at: at + frame }),
    ];
  });
  return {
    size,
    pairs,
    clipped: skinClipped(still, {
      ...setting,
      exposure: setting.exposure * (1 + (flicker?.amplitude ?? 0)),
    }),
    sheet: scene.paper ? sheetSeen(still, setting) : null,
    flicker: flicker
      ? flickerSeen(flicker, { seconds, every: fps * frame, frame })
      : 0,
    setting,
  };
}

function sceneOf(one: ClipCase, { light, random }: {
  readonly light: Lighting;
  readonly random: Random;
}): Scene {
  const behind = background(one.background, random);
  return {
    person: person(one.tone, { random, head: HEADS[one.head % HEADS.length]! }),
    lamps: light.lamps,
    ambient: light.ambient,
    background: { ...behind, window: light.window ?? behind.window },
    paper: one.paper ?? light.paper,
  };
}

/** Visible bands. */
function flickerOf({ width, height }: Size, random: Random): Flicker {
  return {
    hertz: random.pick([100, 120]) + random.between(-0.06, 0.06),
    amplitude: random.between(0.05, 0.2),
    readout: random.between(0.008, 0.03),
    upright: height > width,
    phase: random.next(),
  };
}

/** Where head and hand are at a second. */
function moved(random: Random, handheld: boolean): Moved {
  const hand = handheld ? 0.01 : 0;
  return {
    headX: random.between(-0.02, 0.02),
    headY: random.between(-0.02, 0.02),
    cameraX: random.between(-hand, hand),
    cameraY: random.between(-hand, hand),
  };
}

/** In pixels. */
function nudge(random: Random, handheld: boolean) {
  const by = handheld ? 0.35 : 0.1;
  return { x: random.between(-by, by), y: random.between(-by, by) };
}
