/**
 * Prepares a picture of a consultation for its way: upright, as large as the
 * server takes it, and re-encoded, so that nothing else of its file is sent. A
 * booking's photos are made small (`booking/prepare_photo.ts`); here the artist
 * looks at single lashes.
 */
import {
  browserTools,
  type Drawable,
  type ImageCodec,
} from "@/lib/client/booking/prepare_photo.ts";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { type ImageSize, statedSize } from "@/lib/domain/image/size.ts";
import { photoErrors } from "@/words/photo_errors.ts";

const MEGABYTE = 1024 * 1024;
/** Bytes of a file that is opened at all. */
const LARGEST = 64 * MEGABYTE;
/** Pixels that are decoded at all: phones take 50 million on request, and decoded they have 200 MB. */
const MOST_DECODED = 64_000_000;

/**
 * What is tried in turn until the result fits. Pixels: what the server takes,
 * what older iPhones draw, and what every phone has memory for.
 */
const AREAS = [PHOTO_LIMITS.area, 16_700_000, 8_300_000] as const;
const QUALITIES = [0.92, 0.8] as const;

export type PreparedStill =
  | { readonly ok: true; readonly blob: Blob }
  | { readonly ok: false; readonly words: string };

export async function prepareStill(
  picture: Blob | Drawable,
  tools: ImageCodec = browserTools,
): Promise<PreparedStill> {
  const opened = picture instanceof Blob
    ? await openBlob(picture, tools)
    : picture;
  if (typeof opened === "string") return { ok: false, words: opened };
  try {
    const blob = await fittingBlob(opened, tools);
    return blob
      ? { ok: true, blob }
      : { ok: false, words: photoErrors.tooManyPixels };
  } finally {
    opened.close();
  }
}

/** The decoded picture, or why there is none. */
async function openBlob(
  blob: Blob,
  tools: ImageCodec,
): Promise<Drawable | string> {
  if (blob.size === 0) return photoErrors.empty;
  if (blob.size > LARGEST) {
    return photoErrors.tooLarge({ megabytes: LARGEST / MEGABYTE });
  }
  const start = await blob.slice(0, MEGABYTE).arrayBuffer();
  const size = statedSize(new Uint8Array(start));
  if (size !== null && size.width * size.height > MOST_DECODED) {
    const most = MOST_DECODED / 1_000_000;
    return photoErrors.tooManyMegapixels({ most });
  }
  return await tools.decode(blob).catch(() =>
    /^image\/hei[cf]/i.test(blob.type)
      ? photoErrors.heic
      : photoErrors.unreadable
  );
}

async function fittingBlob(
  image: Drawable,
  tools: ImageCodec,
): Promise<Blob | null> {
  for (const area of AREAS) {
    const size = withinArea(image, area);
    for (const quality of size ? QUALITIES : []) {
      const blob = await tools.encode(image, size!, { quality });
      // No memory for a canvas of this size: a smaller one, at once.
      if (blob === null) break;
      if (blob.size <= PHOTO_LIMITS.bytes) return blob;
    }
  }
  return null;
}

/** The same shape with at most this area, and no side too long; null for an image without dimensions. */
export function withinArea(
  { width, height }: ImageSize,
  area: number,
): ImageSize | null {
  if (!(width > 0 && height > 0)) return null;
  const scale = Math.min(
    1,
    Math.sqrt(area / (width * height)),
    PHOTO_LIMITS.longestSide / Math.max(width, height),
  );
  return {
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
  };
}
