import { IMAGES } from "@/tests/_support/images.ts";

/** A JPEG of this many bytes whose scan is padded: a photo for every check, of noise. */
export function photoOf(bytes: number): Uint8Array<ArrayBuffer> {
  const small = IMAGES.jpeg;
  const photo = new Uint8Array(bytes).fill(0x55);
  photo.set(small.subarray(0, small.length - 2));
  photo.set(small.subarray(small.length - 2), bytes - 2);
  return photo;
}
