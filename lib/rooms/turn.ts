import { createHmac } from "node:crypto";
import type { IceServer } from "./signaling/signaling.ts";

/**
 * Credentials for a self-hosted TURN server that expire by themselves, by the
 * convention of coturn's `use-auth-secret` ("TURN REST API",
 * draft-uberti-behave-turn-rest): the username is `<expiry in epoch
 * seconds>:<identity>`, the password its HMAC-SHA1 with the shared secret.
 *
 * @param input.now epoch milliseconds
 */
export function turnCredentials(input: {
  secret: string;
  /** For example `turn:turn.example.org:3478?transport=udp`. */
  urls: readonly string[];
  identity: string;
  now: number;
  ttlSeconds: number;
}): IceServer {
  // A colon separates the parts of the username, so the identity must not
  // contain one.
  const user = input.identity.replaceAll(":", "-");
  const username = `${Math.floor(input.now / 1000) + input.ttlSeconds}:${user}`;
  const credential = createHmac("sha1", input.secret).update(username).digest(
    "base64",
  );
  return { urls: input.urls, username, credential };
}
