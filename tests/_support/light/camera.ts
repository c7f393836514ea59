/** Turns a scene's light into a phone's picture: exposure, white balance, noise, gamma, 8 bits. */
import type { SmallFrame } from "@/lib/client/light/small_frame.ts";
import type { Random } from "./random.ts";
import type { Radiance } from "./render.ts";
import { type Flicker, flickerAt } from "./flicker.ts";

export interface Camera {
  /** Stops above (+) or below what the meter says. */
  readonly bias: number;
  /** How much the middle counts for the meter: 0 is the mean of the frame. */
  readonly centre: number;
  /** The share of a grey world's correction that white balance makes. */
  readonly balance: number;
  /** Noise against a plain sensor: the phone's own noise reduction. */
  readonly noise: number;
}

/** What the camera has settled on. */
export interface Setting {
  /** From light to the sensor's full scale. */
  readonly exposure: number;
  /** How much of that is amplification, from 1. */
  readonly gain: number;
  /** Of red, green and blue. */
  readonly balance: readonly [number, number, number];
}

/** The meter's grey, of full scale. */
const GREY = 0.18;
/** The exposure up to which no gain is needed: 300 lux on a scene that reflects 30 % (f/2.2, ISO 50, 1/30 s). */
const UNAMPLIFIED = GREY / (0.3 * 300);
const MOST_GAIN = 32;
/** Electrons of a full pixel, and of read noise. */
const FULL = 5000;
const READ = 4;

/** @param lux on a white surface that has light 1 */
export function meter(
  scene: Radiance,
  camera: Camera,
  lux: number,
): Setting {
  const { width, height, light } = scene;
  const sums = [0, 0, 0];
  let weights = 0;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const x = (pixel % width + 0.5) / width - 0.5;
    const y = (Math.floor(pixel / width) + 0.5) / height - 0.5;
    const weight = 1 - camera.centre +
      camera.centre * 3 * Math.exp(-(x * x + y * y) * 12);
    for (let channel = 0; channel < 3; channel++) {
      sums[channel]! += weight * light[pixel * 3 + channel]!;
    }
    weights += weight;
  }
  const [r, g, b] = sums.map((sum) => sum / weights) as [
    number,
    number,
    number,
  ];
  const mean = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const wanted = GREY * 2 ** camera.bias / (mean * lux);
  const exposure = Math.min(wanted, UNAMPLIFIED * MOST_GAIN);
  const [red, blue] = [(g / r) ** camera.balance, (g / b) ** camera.balance];
  // Phones only amplify channels, so that a clipped sensor stays white.
  const least = Math.min(red, 1, blue);
  return {
    exposure: exposure * lux * least,
    gain: Math.max(1, exposure / UNAMPLIFIED),
    balance: [red / least, 1 / least, blue / least],
  };
}

export interface Shot {
  readonly setting: Setting;
  readonly camera: Camera;
  readonly random: Random;
  /** Seconds since the first frame. */
  readonly at: number;
  readonly flicker: Flicker | null;
}

export function shoot(scene: Radiance, shot: Shot): SmallFrame {
  const { width, height, light } = scene;
  const { setting, camera, random, flicker, at } = shot;
  const data = new Uint8ClampedArray(width * height * 4);
  const { gain, exposure, balance } = setting;
  const shotNoise = gain / FULL;
  const readNoise = (gain * READ / FULL) ** 2;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const lit = flicker
      ? flickerAt(flicker, {
        at,
        x: pixel % width / width,
        y: Math.floor(pixel / width) / height,
      })
      : 1;
    for (let channel = 0; channel < 3; channel++) {
      const clean = light[pixel * 3 + channel]! * exposure * lit;
      const variance = shotNoise * Math.min(1, clean) + readNoise;
      const sensed = clean +
        random.normal() * Math.sqrt(variance) * camera.noise;
      data[pixel * 4 + channel] = encoded(
        Math.min(1, sensed) * balance[channel]!,
      );
    }
    data[pixel * 4 + 3] = 255;
  }
  return { width, height, data };
}

/** sRGB's curve, by table: 4,096 steps of linear light. */
const CURVE = Uint8Array.from({ length: 4097 }, (_, step) => {
  const value = step / 4096;
  return Math.round(
    255 *
      (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055),
  );
});

function encoded(value: number): number {
  if (value <= 0) return CURVE[0]!;
  return value >= 1 ? CURVE[4096]! : CURVE[Math.floor(value * 4096 + 0.5)]!;
}
