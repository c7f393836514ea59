import { expect } from "expect";
import { archIn } from "@/lib/client/light/arch.ts";
import { smallSize } from "@/lib/client/light/small_frame.ts";
import { zonesOf } from "@/lib/client/light/zones.ts";

const SHAPES = [
  { width: 720, height: 1280 },
  { width: 1280, height: 720 },
  { width: 640, height: 480 },
  { width: 480, height: 640 },
];

Deno.test("a small frame has the video's shape and about 6,900 pixels, whatever the video's size", () => {
  for (const shape of SHAPES) {
    const { width, height } = smallSize(shape);
    expect(Math.abs(width * height / (96 * 72) - 1)).toBeLessThan(0.02);
    expect(Math.abs(width / height / (shape.width / shape.height) - 1))
      .toBeLessThan(0.02);
  }
});

Deno.test("the arch is as wide as an upright phone's picture and as high as a laptop's", () => {
  expect(archIn({ width: 720, height: 1280 })).toMatchObject({ rx: 0.5 });
  expect(archIn({ width: 720, height: 1280 }).ry).toBeCloseTo(0.3516, 3);
  expect(archIn({ width: 1280, height: 720 })).toMatchObject({ ry: 0.5 });
  expect(archIn({ width: 1280, height: 720 }).rx).toBeCloseTo(0.225, 3);
});

Deno.test("left and right are mirror images inside the face, and what is around touches neither", () => {
  for (const shape of SHAPES) {
    const size = smallSize(shape);
    const { face, left, right, around } = zonesOf(size);
    const inFace = new Set(face);
    expect(left.length).toBe(right.length);
    expect(left.length).toBeGreaterThan(100);
    expect(around.length).toBeGreaterThan(300);
    const mirrored = left.map((pixel) =>
      pixel - 2 * (pixel % size.width) + size.width - 1
    );
    expect([...mirrored].sort()).toEqual([...right].sort());
    expect([...left].every((pixel) => inFace.has(pixel))).toBe(true);
    expect([...around].some((pixel) => inFace.has(pixel))).toBe(false);
  }
});
