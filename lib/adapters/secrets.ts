import type { ConsultationId, PhotoId } from "@/lib/domain/basic/ids.ts";
import type { Clock, Secrets } from "@/lib/ports/mod.ts";
import { encodeBase64Url } from "./base64url.ts";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
/** Crockford's alphabet: sorts like the number it encodes. */
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Secrets from the platform's generator. 32 bytes: a UUID's 122 bits are too few
 * (ASVS 11.5.1).
 *
 * @param serverKey the same in every process, and not in the store
 */
export function createSecrets(
  clock: Clock,
  serverKey: string = randomSecret(),
): Secrets {
  const keyed = keyedHash(serverKey);
  return {
    consultationId: () => letters(26) as ConsultationId,
    photoId: () => letters(26) as PhotoId,
    roomName: () => `visavis-${letters(32)}`,
    secret: randomSecret,
    signIn: async (nonce) => ({
      secret: encodeBase64Url(await keyed(`sign-in link ${nonce}`)),
      code: sixDigits(await keyed(`sign-in code ${nonce}`)),
    }),
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

function randomSecret(): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Five random bits per letter, without bias: 32 divides 256. */
function letters(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => BASE32[byte % 32]).join("");
}

/** Keyed hashes (HMAC, RFC 2104) of what is to be known again without being stored. */
function keyedHash(serverKey: string): (text: string) => Promise<Uint8Array> {
  const bytes = new TextEncoder();
  const key = crypto.subtle.importKey(
    "raw",
    bytes.encode(serverKey),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return async (text) =>
    new Uint8Array(
      await crypto.subtle.sign("HMAC", await key, bytes.encode(text)),
    );
}

/** Of 48 bits: no code is more likely than another by more than 1 in 10^8. */
function sixDigits(bytes: Uint8Array): string {
  const number = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 1_000_000).padStart(6, "0");
}

/** 48 bits of time and 80 random bits (github.com/ulid/spec), in lower case. */
function ulid(now: number): string {
  let time = "";
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    time = CROCKFORD[rest % 32] + time;
  }
  const chance = crypto.getRandomValues(new Uint8Array(16));
  return time + Array.from(chance, (byte) => CROCKFORD[byte % 32]).join("");
}
