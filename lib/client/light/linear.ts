/** Linear light, 0 to 1, of each 8-bit sRGB code (IEC 61966-2-1). */
export const LINEAR: Float32Array = Float32Array.from(
  { length: 256 },
  (_, code) => {
    const value = code / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  },
);

/** The share of red, green and blue in luminance (BT.709). */
export const LUMINANCE = { r: 0.2126, g: 0.7152, b: 0.0722 } as const;

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}
