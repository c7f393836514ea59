/**
 * Pictures as strangers send them. What one is, its first bytes say: neither its
 * name nor its `content-type` is asked, so a PNG named .jpg is the PNG that it is,
 * and is kept and sent as one. Only the container is read; what it does not need
 * (places, cameras, comments, thumbnails, whatever follows its end) is left out of
 * what is kept. Never throws, and takes time in proportion to the bytes.
 */
import { PHOTO_LIMITS, type PhotoType, type Picture } from "../photo.ts";
import { type Outcome, refuse } from "../refusal.ts";
import type { Bytes } from "./bytes.ts";
import { isJpeg, stripJpeg } from "./jpeg.ts";
import { isPng, stripPng } from "./png.ts";
import type { Stripped } from "./stripped.ts";
import { isWebp, stripWebp } from "./webp.ts";

interface Kind {
  readonly type: PhotoType;
  readonly is: (bytes: Bytes) => boolean;
  readonly strip: (bytes: Bytes) => Stripped | null;
}

const KINDS: readonly Kind[] = [
  { type: "image/jpeg", is: isJpeg, strip: stripJpeg },
  { type: "image/png", is: isPng, strip: stripPng },
  { type: "image/webp", is: isWebp, strip: stripWebp },
];

/**
 * The picture and nothing else, or why not: `photo_type`, `photo_unreadable`
 * (damaged, cut off, or not what it begins as) or `photo_too_large` (in bytes, or
 * in pixels).
 */
export function checkPicture(bytes: Bytes): Outcome<Picture> {
  if (bytes.length === 0) return refuse("photo_unreadable");
  if (bytes.length > PHOTO_LIMITS.bytes) return refuse("photo_too_large");
  const kind = KINDS.find(({ is }) => is(bytes));
  if (kind === undefined) return refuse("photo_type");
  const stripped = kind.strip(bytes);
  if (stripped === null) return refuse("photo_unreadable");
  const { width, height } = stripped;
  if (!(width > 0 && height > 0)) return refuse("photo_unreadable");
  const { longestSide, area } = PHOTO_LIMITS;
  if (Math.max(width, height) > longestSide || width * height > area) {
    return refuse("photo_too_large");
  }
  return { ok: true, value: { type: kind.type, ...stripped } };
}
