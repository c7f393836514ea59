/**
 * A picture, as a phone or a disk has it, into one that can be sent: upright, no
 * larger than needed, and drawn anew, so that nothing of its file comes along: no
 * place, no camera, no thumbnail.
 */

/** Pixels along the longer side: enough to see a lash, and a few hundred kilobytes. */
const LONGEST = 2000;
const QUALITY = 0.86;
/** Bytes. Larger files are not opened: the tab of a small phone would die of it. */
const LARGEST = 40 * 1024 * 1024;

export type Prepared =
  | { readonly ok: true; readonly blob: Blob }
  | { readonly ok: false; readonly words: string };

/** What the browser does; a test has its own. */
export interface PictureTools {
  /** Upright, as its file says it is to be held. Throws if the browser cannot read it. */
  decode(file: Blob): Promise<Drawable>;
  /** Draws it at this size and answers with a JPEG, or null if the browser could not. */
  encode(
    picture: Drawable,
    size: { readonly width: number; readonly height: number },
    quality: number,
  ): Promise<Blob | null>;
}

export interface Drawable {
  readonly width: number;
  readonly height: number;
  close(): void;
}

export async function preparePhoto(
  file: File,
  tools: PictureTools = browserTools,
): Promise<Prepared> {
  if (file.size === 0) return { ok: false, words: "This file is empty." };
  if (file.size > LARGEST) {
    return { ok: false, words: "This is over 40 MB. Choose a smaller one." };
  }
  const picture = await tools.decode(file).catch(() => null);
  if (picture === null) return { ok: false, words: unreadable(file) };
  try {
    const size = fitted(picture);
    const blob = size && await tools.encode(picture, size, QUALITY);
    return blob
      ? { ok: true, blob }
      : { ok: false, words: "This picture is too large for your browser." };
  } finally {
    picture.close();
  }
}

/** The same shape, with the longer side within the limit; null for a picture without any extent. */
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

/** iPhones keep their pictures as HEIC, which few other browsers read. */
function unreadable(file: File): string {
  const heic = /^image\/hei[cf]/i.test(file.type) ||
    /\.hei[cf]$/i.test(file.name);
  return heic
    ? "This browser cannot read HEIC pictures. Take a screenshot of it and add that, or send it to yourself as a JPEG."
    : "This browser cannot read it as a picture. Choose a JPEG, a PNG or a WebP.";
}

export const browserTools: PictureTools = {
  decode: (file) => createImageBitmap(file, { imageOrientation: "from-image" }),
  encode(picture, { width, height }, quality) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    if (context === null) return Promise.resolve(null);
    // A JPEG has no transparency; without this, what is clear becomes black.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(picture as ImageBitmap, 0, 0, width, height);
    return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  },
};
