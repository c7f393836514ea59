/**
 * Prepares a photo for upload: upright, no larger than needed, and re-encoded,
 * so that nothing else of its file is sent: no location, no camera, no
 * thumbnail.
 */
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { hasTooManyPixels, statedSize } from "@/lib/domain/image/size.ts";
import { photoErrors as words } from "@/words/photo_errors.ts";

/** Pixels of the longer side: enough to see a lash, in a few hundred kilobytes. */
const LONGEST = 2000;
const QUALITY = 0.86;
/** Bytes. Larger files are not opened: they would crash the tab of a small phone. */
const MEGABYTE = 1024 * 1024;
const LARGEST = 40 * MEGABYTE;
const MOST_MEGAPIXELS = Math.floor(PHOTO_LIMITS.area / 1_000_000);

export type PreparedPhoto =
  | { readonly ok: true; readonly blob: Blob }
  | { readonly ok: false; readonly words: string };

/** The browser's part; a test replaces it. */
export interface ImageCodec {
  /** Upright, as its orientation says. Throws if the browser cannot decode it. */
  decode(file: Blob): Promise<Drawable>;
  /** Draws it in this size and returns a JPEG, or null if the browser could not. */
  encode(
    image: Drawable,
    size: { readonly width: number; readonly height: number },
    options: { readonly quality: number },
  ): Promise<Blob | null>;
}

export interface Drawable {
  readonly width: number;
  readonly height: number;
  close(): void;
}

export async function preparePhoto(
  file: File,
  tools: ImageCodec = browserTools,
): Promise<PreparedPhoto> {
  if (file.size === 0) return { ok: false, words: words.empty };
  if (file.size > LARGEST) {
    return {
      ok: false,
      words: words.tooLarge({ megabytes: LARGEST / MEGABYTE }),
    };
  }
  // The header, with what a camera puts in front of it: an embedded thumbnail,
  // the profile. Decoding a giant would crash the tab.
  const start = await file.slice(0, MEGABYTE).arrayBuffer();
  const size = statedSize(new Uint8Array(start));
  if (size !== null && hasTooManyPixels(size)) {
    return {
      ok: false,
      words: words.tooManyMegapixels({ most: MOST_MEGAPIXELS }),
    };
  }
  const image = await tools.decode(file).catch(() => null);
  if (image === null) return { ok: false, words: unreadable(file) };
  try {
    const size = fitted(image);
    const blob = size && await tools.encode(image, size, { quality: QUALITY });
    return blob
      ? { ok: true, blob }
      : { ok: false, words: words.tooManyPixels };
  } finally {
    image.close();
  }
}

/** The same shape, with the longer side within the limit; null for an image without dimensions. */
export function fitted({ width, height }: {
  readonly width: number;
  readonly height: number;
}): { readonly width: number; readonly height: number } | null {
  if (!(width > 0 && height > 0)) return null;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** iPhones store photos as HEIC, which few other browsers can decode. */
function unreadable(file: File): string {
  const heic = /^image\/hei[cf]/i.test(file.type) ||
    /\.hei[cf]$/i.test(file.name);
  return heic ? words.heic : words.unreadable;
}

export const browserTools: ImageCodec = {
  decode: (file) => createImageBitmap(file, { imageOrientation: "from-image" }),
  encode(image, { width, height }, { quality }) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    if (context === null) return Promise.resolve(null);
    // A JPEG has no transparency; without this, transparent areas become black.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(image as ImageBitmap, 0, 0, width, height);
    return new Promise((done) =>
      canvas.toBlob(
        (blob) => {
          // Safari frees it with the garbage: until then older iPhones refuse
          // the next canvas, and newer ones may close the page
          // (bugs.webkit.org/195325).
          canvas.width = canvas.height = 0;
          done(blob);
        },
        "image/jpeg",
        quality,
      )
    );
  },
};
