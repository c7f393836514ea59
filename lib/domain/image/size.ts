import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { be16, be32, type Bytes, le24, matchesAscii } from "./bytes.ts";
import { isJpeg } from "./jpeg.ts";
import { isPng } from "./png.ts";
import { isWebp, losslessSize, lossySize } from "./webp.ts";

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Whether decoding it would take more memory than a phone's photo does. */
export function hasTooManyPixels({ width, height }: ImageSize): boolean {
  const { longestSide, area } = PHOTO_LIMITS;
  return Math.max(width, height) > longestSide || width * height > area;
}

/**
 * The size that an image's first bytes state, before anything is decoded; null
 * if they state none. Enough to refuse a giant, not to trust an image.
 */
export function statedSize(start: Bytes): ImageSize | null {
  if (isPng(start)) {
    return known({ width: be32(start, 16), height: be32(start, 20) });
  }
  if (isJpeg(start)) return jpegSize(start);
  if (isWebp(start)) return webpSize(start);
  if (matchesAscii(start, 4, "ftyp")) return heifSize(start);
  return null;
}

/** NaN, from past the end, is no size. */
function known(size: ImageSize): ImageSize | null {
  return size.width > 0 && size.height > 0 ? size : null;
}

/** The first frame header (ITU-T T.81, B.2.2). */
function jpegSize(bytes: Bytes): ImageSize | null {
  let at = 2;
  while (bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) at++;
    else if (
      marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    ) {
      return known({ height: be16(bytes, at + 5), width: be16(bytes, at + 7) });
    } else if (marker === 0xda) return null;
    else at += 2 + be16(bytes, at + 2);
  }
  return null;
}

/** The first chunk states it (RFC 9649, section 2). */
function webpSize(bytes: Bytes): ImageSize | null {
  const body = bytes.subarray(20);
  if (matchesAscii(bytes, 12, "VP8X")) {
    return known({ width: le24(body, 4) + 1, height: le24(body, 7) + 1 });
  }
  return matchesAscii(bytes, 12, "VP8L") ? losslessSize(body) : lossySize(body);
}

/**
 * The largest `ispe` property (ISO/IEC 23008-12, 6.5.3): a phone's HEIC or AVIF
 * has one for the whole image, and others for its tiles and its thumbnail.
 */
function heifSize(bytes: Bytes): ImageSize | null {
  let largest: ImageSize | null = null;
  for (let at = 0; at < bytes.length; at++) {
    if (!matchesAscii(bytes, at, "ispe")) continue;
    const size = known({
      width: be32(bytes, at + 8),
      height: be32(bytes, at + 12),
    });
    const area = (one: ImageSize | null) => one ? one.width * one.height : 0;
    if (area(size) > area(largest)) largest = size;
  }
  return largest;
}
