/** A small picture as `getImageData` gives it: RGBA, 8 bits, sRGB. */
export interface SmallFrame extends Size {
  readonly data: Uint8ClampedArray | Uint8Array;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * As many pixels as 96 × 72. The white of an eye still has several pixels, and
 * reading and measuring a frame stays far below 3 ms.
 */
const PIXELS = 96 * 72;

/** The size of the small picture of a video: its shape, with about 6,900 pixels. */
export function smallSize({ width, height }: Size): Size {
  const scale = Math.sqrt(PIXELS / (width * height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
