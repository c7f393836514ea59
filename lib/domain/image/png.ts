import {
  asciiAt,
  be32,
  type Bytes,
  concatBytes,
  matchesAscii,
  MOST_PIECES,
} from "./bytes.ts";
import { onlyOrientation, orientationIn } from "./exif.ts";
import type { StrippedImage } from "./stripped.ts";

const SIGNATURE = "\x89PNG\r\n\x1a\n";

/** Chunks that a decoder needs for correct colours (PNG, third edition, 11.3.2). */
const COLOUR = new Set([
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "iCCP",
  "sBIT",
  "cICP",
]);

/** Bit depths by colour type (11.2.1). */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

export function isPng(bytes: Bytes): boolean {
  return matchesAscii(bytes, 0, SIGNATURE);
}

/**
 * Follows the chunks to the end of the image, verifies each checksum, and keeps
 * those that the image needs; null if they do not reach the end. An animation
 * becomes its first image.
 */
export function stripPng(bytes: Bytes): StrippedImage | null {
  const before: Bytes[] = [bytes.subarray(0, 8)];
  const data: Bytes[] = [];
  let header: Bytes | null = null;
  let palette = false;
  let dataOver = false;
  let orientation: number | null = null;
  let at = 8;
  let pieces = 0;
  while (at < bytes.length) {
    if (++pieces > MOST_PIECES) return null;
    const length = be32(bytes, at);
    const end = at + 12 + length;
    if (!(end <= bytes.length)) return null;
    const type = asciiAt(bytes, at + 4, 4);
    const body = bytes.subarray(at + 8, end - 4);
    const chunk = bytes.subarray(at, end);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== be32(bytes, end - 4)) {
      return null;
    }
    at = end;
    if ((header === null) !== (type === "IHDR")) return null;
    if (type !== "IDAT" && data.length > 0) dataOver = true;
    switch (type) {
      case "IHDR":
        if (!headerFits(body)) return null;
        header = body;
        before.push(chunk);
        break;
      case "PLTE":
        if (palette || data.length > 0) return null;
        palette = true;
        before.push(chunk);
        break;
      case "IDAT":
        if (dataOver) return null;
        data.push(chunk);
        break;
      case "IEND": {
        const indexed = header![9] === 3;
        if (data.every((one) => one.length === 12) || (indexed && !palette)) {
          return null;
        }
        const exif = orientation === null
          ? []
          : [chunkOf("eXIf", onlyOrientation(orientation))];
        return {
          width: be32(header!, 0),
          height: be32(header!, 4),
          bytes: concatBytes([...before, ...exif, ...data, chunkOf("IEND")]),
        };
      }
      case "eXIf":
        orientation ??= orientationIn(body);
        break;
      default:
        // A capital first letter marks a critical chunk: a decoder that does
        // not know it cannot show the image.
        if (/^[A-Z]/.test(type) || !/^[A-Za-z]{4}$/.test(type)) return null;
        if (COLOUR.has(type) && data.length === 0) before.push(chunk);
    }
  }
  return null;
}

function headerFits(body: Bytes): boolean {
  const [depth, colour, compression, filter, interlace] = body.subarray(8);
  return body.length === 13 && (DEPTHS[colour!] ?? []).includes(depth!) &&
    compression === 0 && filter === 0 && interlace! <= 1;
}

function chunkOf(type: string, body = new Uint8Array()): Bytes {
  const inside = concatBytes([new TextEncoder().encode(type), body]);
  const chunk = new Uint8Array(body.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length);
  chunk.set(inside, 4);
  view.setUint32(chunk.length - 4, crc32(inside));
  return chunk;
}

/** PNG, annex D. */
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Bytes): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    crc = TABLE[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
