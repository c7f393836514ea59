import {
  asciiAt,
  type Bytes,
  concatBytes,
  le16,
  le24,
  le32,
  matchesAscii,
  MOST_PIECES,
} from "./bytes.ts";
import { onlyOrientation, orientationIn } from "./exif.ts";
import type { StrippedImage } from "./stripped.ts";

/** Flags of VP8X (RFC 9649, section 2.7.1). */
const ANIMATED = 0x02, EXIF = 0x08, ALPHA = 0x10, ICC = 0x20;

export function isWebp(bytes: Bytes): boolean {
  return matchesAscii(bytes, 0, "RIFF") && matchesAscii(bytes, 8, "WEBP");
}

/**
 * Follows the chunks of a still image and keeps those that it needs; null if
 * they are inconsistent, or if it is animated.
 */
export function stripWebp(bytes: Bytes): StrippedImage | null {
  const end = 8 + le32(bytes, 4);
  if (!(end <= bytes.length)) return null;
  let extended: Bytes | null = null;
  let profile: Bytes | null = null;
  let alpha: Bytes | null = null;
  let image: { readonly chunk: Bytes; readonly size: Size } | null = null;
  let orientation: number | null = null;
  let at = 12;
  let pieces = 0;
  while (at < end) {
    if (++pieces > MOST_PIECES) return null;
    const length = le32(bytes, at + 4);
    const next = at + 8 + length + length % 2;
    if (!(next <= end)) return null;
    const type = asciiAt(bytes, at, 4);
    const body = bytes.subarray(at + 8, at + 8 + length);
    const first = at === 12;
    at = next;
    if (type === "VP8X") {
      if (!first || length !== 10 || body[0]! & ANIMATED) return null;
      extended = body;
    } else if (type === "VP8 " || type === "VP8L") {
      const size = type === "VP8 " ? lossySize(body) : losslessSize(body);
      if (image !== null || size === null) return null;
      image = { chunk: chunkOf(type, body), size };
    } else if (type === "ICCP") profile ??= body;
    else if (type === "ALPH") alpha ??= body;
    else if (type === "EXIF") orientation ??= orientationOf(body);
    else if (type === "ANIM" || type === "ANMF") return null;
  }
  if (image === null) return null;
  const { width, height } = image.size;
  const parts: Bytes[] = [image.chunk];
  if (extended !== null) {
    const canvas = {
      width: le24(extended, 4) + 1,
      height: le24(extended, 7) + 1,
    };
    // A still image fills its canvas; decoders disagree when it does not.
    if (canvas.width !== width || canvas.height !== height) return null;
    if (alpha !== null) parts.unshift(chunkOf("ALPH", alpha));
    if (profile !== null) parts.unshift(chunkOf("ICCP", profile));
    if (orientation !== null) {
      parts.push(chunkOf("EXIF", onlyOrientation(orientation)));
    }
    const flags = (profile ? ICC : 0) | (extended[0]! & ALPHA) |
      (orientation === null ? 0 : EXIF);
    const header = Uint8Array.from(extended);
    header.fill(0, 0, 4);
    header[0] = flags;
    parts.unshift(chunkOf("VP8X", header));
  }
  const inside = concatBytes([new TextEncoder().encode("WEBP"), ...parts]);
  return { width, height, bytes: chunkOf("RIFF", inside) };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** RFC 6386, section 9.1: a key frame, then its start code. */
export function lossySize(body: Bytes): Size | null {
  if ((body[0]! & 1) !== 0 || !matchesAscii(body, 3, "\x9d\x01\x2a")) {
    return null;
  }
  return { width: le16(body, 6) & 0x3fff, height: le16(body, 8) & 0x3fff };
}

/** RFC 9649, section 3.4: fourteen bits each, minus one. */
export function losslessSize(body: Bytes): Size | null {
  const bits = le32(body, 1);
  if (body[0] !== 0x2f || Number.isNaN(bits)) return null;
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Some encoders put JPEG's "Exif" before the block. */
function orientationOf(body: Bytes): number | null {
  return orientationIn(
    matchesAscii(body, 0, "Exif\0\0") ? body.subarray(6) : body,
  );
}

function chunkOf(type: string, body: Bytes): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(8 + body.length + body.length % 2);
  chunk.set(new TextEncoder().encode(type));
  new DataView(chunk.buffer).setUint32(4, body.length, true);
  chunk.set(body, 8);
  return chunk;
}
