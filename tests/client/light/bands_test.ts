import { expect } from "expect";
import { bandsBetween } from "@/lib/client/light/bands.ts";
import { lightPlane } from "@/lib/client/light/light_plane.ts";
import { noiseGain } from "@/lib/client/light/noise.ts";
import type { SmallFrame } from "@/lib/client/light/small_frame.ts";
import { randomOf } from "@/tests/_support/light/random.ts";

const [WIDTH, HEIGHT] = [96, 72];

/** A frame from the light of each pixel, linear and from 0 to 1. */
function frame(light: (x: number, y: number) => number): SmallFrame {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
    const value = light(pixel % WIDTH, Math.floor(pixel / WIDTH));
    data.fill(255 * value ** (1 / 2.2), pixel * 4, pixel * 4 + 3);
  }
  return { width: WIDTH, height: HEIGHT, data };
}

const wave = (at: number, phase: number) =>
  0.2 * (1 + 0.1 * Math.sin(2 * Math.PI * (at * 2 + phase)));

function between(a: SmallFrame, b: SmallFrame, agreeing: 2 | 3 = 2): number {
  return bandsBetween(lightPlane(a), lightPlane(b), agreeing);
}

Deno.test("bands are found in rows and in columns, as strong as their change", () => {
  const rows = (phase: number) => frame((_, y) => wave(y / HEIGHT, phase));
  const columns = (phase: number) => frame((x) => wave(x / WIDTH, phase));
  for (const bands of [rows, columns]) {
    // Half a wave later, ±10 % has become ∓10 %.
    expect(between(bands(0), bands(0.5))).toBeCloseTo(0.2, 1);
    expect(between(bands(0), bands(0.5), 3)).toBeCloseTo(0.2, 1);
    expect(between(bands(0), bands(0))).toBe(0);
  }
});

Deno.test("a brighter exposure has no bands", () => {
  expect(between(frame(() => 0.2), frame(() => 0.26))).toBeLessThan(0.005);
});

Deno.test("something that moves through a third of the picture has no bands", () => {
  const block = (from: number) =>
    frame((x, y) => x < 30 && y > from && y < from + 12 ? 0.6 : 0.2);
  expect(between(block(20), block(26))).toBe(0);
});

Deno.test("a head that moves before a still background can look like a band in two stripes, and not in all three", () => {
  // A shaded ball as large as a head: it moves sideways by two pixels.
  const ball = (cx: number) =>
    frame((x, y) => {
      const r = Math.hypot((x - cx) / 30, (y - 36) / 34);
      return r < 1 ? 0.1 + 0.5 * Math.sqrt(1 - r * r) : 0.05;
    });
  expect(between(ball(47), ball(49), 2)).toBeGreaterThan(0.03);
  expect(between(ball(47), ball(49), 3)).toBe(0);
});

Deno.test("noise is measured over its light: four times the gain is four times the measure, in light and dark things", () => {
  const noisy = (light: number, gain: number) => {
    const random = randomOf(`${light} ${gain}`);
    const shot = () =>
      lightPlane(
        frame(() =>
          Math.max(0, light + random.normal() * Math.sqrt(light * gain))
        ),
      );
    return noiseGain(shot(), shot());
  };
  for (const light of [0.08, 0.5]) {
    const ratio = noisy(light, 0.002) / noisy(light, 0.0005);
    expect(ratio).toBeGreaterThan(3);
    expect(ratio).toBeLessThan(5);
  }
  const same = noisy(0.5, 0.001) / noisy(0.08, 0.001);
  expect(same).toBeGreaterThan(0.7);
  expect(same).toBeLessThan(1.4);
});

Deno.test("a flickering lamp and a changed exposure are no noise", () => {
  const still = frame(() => 0.2);
  const flicker = frame((_, y) => wave(y / HEIGHT, 0));
  expect(noiseGain(lightPlane(still), lightPlane(flicker))).toBeLessThan(1e-5);
  expect(noiseGain(lightPlane(still), lightPlane(frame(() => 0.25))))
    .toBeLessThan(1e-6);
});
