import type { ConsultationId, PhotoId } from "@/lib/domain/ids.ts";
import type { Clock, Secrets } from "@/lib/ports.ts";
import { encodeBase64Url } from "./base64url.ts";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
/** Crockford's alphabet: sorts like the number that it writes. */
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

/** Secrets from the platform's generator. 32 bytes: a UUID's 122 bits are too few (ASVS 11.5.1). */
export function createSecrets(clock: Clock): Secrets {
  return {
    consultationId: () => letters(26) as ConsultationId,
    photoId: () => letters(26) as PhotoId,
    roomName: () => `visavis-${letters(32)}`,
    secret: () => encodeBase64Url(crypto.getRandomValues(new Uint8Array(32))),
    code: sixDigits,
    ulid: () => ulid(clock.now()),
    hash: async (text) =>
      encodeBase64Url(
        new Uint8Array(
          await crypto.subtle.digest(
            "SHA-256",
            new TextEncoder().encode(text),
          ),
        ),
      ),
  };
}

/** Five random bits a letter, without bias: 32 divides 256. */
function letters(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => BASE32[byte % 32]).join("");
}

/** Rejects the uneven tail of the 32-bit range, so that each code is equally likely. */
function sixDigits(): string {
  const limit = Math.floor(2 ** 32 / 1_000_000) * 1_000_000;
  const box = new Uint32Array(1);
  do crypto.getRandomValues(box); while (box[0]! >= limit);
  return String(box[0]! % 1_000_000).padStart(6, "0");
}

/** 48 bits of time and 80 of chance (github.com/ulid/spec), in lower case. */
function ulid(now: number): string {
  let time = "";
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    time = CROCKFORD[rest % 32] + time;
  }
  const chance = crypto.getRandomValues(new Uint8Array(16));
  return time + Array.from(chance, (byte) => CROCKFORD[byte % 32]).join("");
}
