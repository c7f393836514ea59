import { expect } from "expect";
import { hasTooManyPixels, statedSize } from "@/lib/domain/image/size.ts";
import {
  IMAGES,
  jpegOfSize,
  NOT_IMAGES,
  pngOfSize,
  withExif,
} from "@/tests/_support/images.ts";

Deno.test("every format states its size in its first bytes", () => {
  for (const [name, bytes] of Object.entries(IMAGES)) {
    expect([name, statedSize(bytes)]).toEqual([name, { width: 24, height: 8 }]);
  }
  expect(statedSize(withExif(IMAGES.jpeg))).toEqual({ width: 24, height: 8 });
});

Deno.test("a phone's HEIC states the size of the whole image, not of its tiles", () => {
  // Its one tile, 64 by 64, is larger than the image: the larger one counts.
  expect(statedSize(NOT_IMAGES.heic)).toEqual({ width: 64, height: 64 });
});

Deno.test("a picture of 64 megapixels is known to be too large, a phone's of 24 is not", () => {
  for (
    const [width, height, tooMany] of [
      [8000, 8000, true],
      [12_001, 1, true],
      [0x7fff_ffff, 0x7fff_ffff, true],
      [5712, 4284, false],
    ] as const
  ) {
    expect(hasTooManyPixels(statedSize(pngOfSize(width, height))!)).toBe(
      tooMany,
    );
  }
  expect(hasTooManyPixels(statedSize(jpegOfSize(8000, 8000))!)).toBe(true);
});

Deno.test("what is no image, or is cut before its size, states none", () => {
  const { heic: _, ...others } = NOT_IMAGES;
  for (const bytes of Object.values(others)) {
    expect(statedSize(bytes)).toBeNull();
  }
  for (const bytes of Object.values(IMAGES)) {
    for (let length = 0; length < 20; length++) {
      expect(statedSize(bytes.subarray(0, length))).toBeNull();
    }
  }
});
