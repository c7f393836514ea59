/**
 * Checks images from untrusted senders. The first bytes decide the format:
 * neither the name nor the `content-type` counts, so a PNG named .jpg is
 * treated, stored and served as PNG. Only the container is parsed; everything
 * it does not need (locations, cameras, comments, thumbnails, data after its
 * end) is removed. Never throws, and takes time proportional to the size.
 */
import {
  type CheckedImage,
  PHOTO_LIMITS,
  type PhotoType,
} from "@/lib/domain/booking/photo.ts";
import { type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Bytes } from "./bytes.ts";
import { isJpeg, stripJpeg } from "./jpeg.ts";
import { isPng, stripPng } from "./png.ts";
import { hasTooManyPixels } from "./size.ts";
import type { StrippedImage } from "./stripped.ts";
import { isWebp, stripWebp } from "./webp.ts";

interface ImageFormat {
  readonly type: PhotoType;
  readonly is: (bytes: Bytes) => boolean;
  readonly strip: (bytes: Bytes) => StrippedImage | null;
}

const IMAGE_FORMATS: readonly ImageFormat[] = [
  { type: "image/jpeg", is: isJpeg, strip: stripJpeg },
  { type: "image/png", is: isPng, strip: stripPng },
  { type: "image/webp", is: isWebp, strip: stripWebp },
];

/**
 * The stripped image, or the refusal: `photo_type`, `photo_unreadable`
 * (damaged, truncated, or not what its first bytes say) or `photo_too_large`
 * (in bytes or pixels).
 */
export function checkImage(bytes: Bytes): Outcome<CheckedImage> {
  if (bytes.length === 0) return refuse("photo_unreadable");
  if (bytes.length > PHOTO_LIMITS.bytes) return refuse("photo_too_large");
  const kind = IMAGE_FORMATS.find(({ is }) => is(bytes));
  if (kind === undefined) return refuse("photo_type");
  const stripped = kind.strip(bytes);
  if (stripped === null) return refuse("photo_unreadable");
  const { width, height } = stripped;
  if (!(width > 0 && height > 0)) return refuse("photo_unreadable");
  if (hasTooManyPixels(stripped)) return refuse("photo_too_large");
  return { ok: true, value: { type: kind.type, ...stripped } };
}
