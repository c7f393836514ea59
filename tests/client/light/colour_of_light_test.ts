import { expect } from "expect";
import { colourOfLight } from "@/lib/client/light/colour_of_light.ts";
import { type Colour, lamp, times } from "@/tests/_support/light/colours.ts";

const rgb = ([r, g, b]: Colour) => ({ r, g, b });

Deno.test("a lamp's colour temperature is read from a picture of something white, within 2 % or 3 mired", () => {
  for (const kelvin of [2700, 3000, 4000, 5000, 6500, 9000]) {
    const { mired } = colourOfLight(rgb(lamp(kelvin)));
    expect(Math.abs(mired - 1e6 / kelvin)).toBeLessThan(
      Math.max(3, 0.02 * 1e6 / kelvin),
    );
  }
});

Deno.test("how bright the picture is changes neither temperature nor tint", () => {
  const full = colourOfLight(rgb(lamp(4000)));
  const dim = colourOfLight(rgb(times(lamp(4000), 0.03)));
  expect(dim.mired).toBeCloseTo(full.mired, 6);
  expect(dim.tint).toBeCloseTo(full.tint, 6);
});

Deno.test("lamps on the Planckian locus have no tint, a tube's green and its opposite have", () => {
  expect(Math.abs(colourOfLight(rgb(lamp(4000))).tint)).toBeLessThan(0.002);
  expect(colourOfLight(rgb(lamp(4000, 0.25))).tint).toBeGreaterThan(0.01);
  expect(colourOfLight(rgb(lamp(4000, -0.25))).tint).toBeLessThan(-0.01);
});
