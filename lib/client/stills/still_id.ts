const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** An id for a picture: 130 random bits, as the server expects it. */
export function newStillId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => BASE32[byte & 31]).join("");
}
