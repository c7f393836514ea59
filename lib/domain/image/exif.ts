import { be16, be32, type Bytes, le16, le32, matchesAscii } from "./bytes.ts";

/** TIFF 6.0, section 2; the tag is of Exif 2.32, section 4.6.4. */
const ORIENTATION = 0x0112;
const SHORT = 3;

/**
 * The rotation that makes the image upright, from Exif's TIFF block: 2 to 8, or
 * null if it is upright already or unspecified.
 */
export function orientationIn(tiff: Bytes): number | null {
  const little = matchesAscii(tiff, 0, "II*\0");
  if (!little && !matchesAscii(tiff, 0, "MM\0*")) return null;
  const u16 = little ? le16 : be16;
  const u32 = little ? le32 : be32;
  const directory = u32(tiff, 4);
  const entries = u16(tiff, directory);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12;
    if (!(entry + 12 <= tiff.length)) return null;
    if (u16(tiff, entry) !== ORIENTATION) continue;
    const value = u16(tiff, entry + 8);
    return u16(tiff, entry + 2) === SHORT && value >= 2 && value <= 8
      ? value
      : null;
  }
  return null;
}

/** A TIFF block with the orientation and nothing else: no location, camera or date. */
export function onlyOrientation(orientation: number): Uint8Array<ArrayBuffer> {
  // deno-fmt-ignore
  return Uint8Array.of(
    0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, // big-endian, the directory at 8
    0, 1, 0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0, // one entry
    0, 0, 0, 0, // no further directory
  );
}
