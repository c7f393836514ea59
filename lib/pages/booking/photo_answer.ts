import type { Photo, PhotoType } from "@/lib/domain/photo.ts";

const ENDING: Readonly<Record<PhotoType, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
};

/**
 * A picture as an answer: of the type that our check found, never of one that
 * somebody said. It may be kept by the browser that asked, and not for long: an
 * erased picture must not come back out of a cache.
 */
export function photoAnswer(
  { photo, bytes }: { readonly photo: Photo; readonly bytes: Uint8Array },
): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": photo.type,
      "content-length": String(photo.size),
      "content-disposition": `inline; filename="photo.${ENDING[photo.type]}"`,
      "cache-control": "private, max-age=300",
      "x-content-type-options": "nosniff",
    },
  });
}
