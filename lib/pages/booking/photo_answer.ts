import type { Photo, PhotoType } from "@/lib/domain/booking/photo.ts";

const ENDING: Readonly<Record<PhotoType, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
};

/**
 * A photo as a response, with the type that our check found, never one that
 * someone claimed. The requesting browser may cache it for a short time: an
 * erased photo must not come back from a cache.
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
