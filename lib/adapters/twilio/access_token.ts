import { SignJWT } from "jose";

/** Signs an AccessToken: an API key of the account. */
export interface SigningCredentials {
  readonly accountSid: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
}

/** Times are epoch milliseconds; `ttlSeconds` is capped at Twilio's 24 hours. */
export interface AccessTokenInput {
  readonly credentials: SigningCredentials;
  /** The participant, for example `consultation:client`; at most 128 characters. */
  readonly identity: string;
  /** The only room that the token opens, by name or sid. */
  readonly room: string;
  readonly now: number;
  readonly ttlSeconds: number;
}

const LONGEST_SECONDS = 24 * 60 * 60;

/**
 * Mints a Twilio AccessToken with a VideoGrant for one room, as in
 * https://www.twilio.com/docs/iam/access-tokens. It is signed with `jose`
 * because importing the `twilio` package for this costs a cold start most of a
 * second; a test compares the result with that package's own AccessToken.
 *
 * @throws RangeError when the identity, the room or the lifetime cannot be
 * used.
 */
export async function mintAccessToken(
  input: AccessTokenInput,
): Promise<string> {
  const { credentials, identity, room, now } = input;
  if (identity === "" || identity.length > 128) {
    throw new RangeError("identity: 1 to 128 characters");
  }
  if (room === "" || room.length > 128) {
    throw new RangeError("room: 1 to 128 characters");
  }
  if (!(input.ttlSeconds > 0)) throw new RangeError("ttlSeconds: more than 0");
  const issuedAt = Math.floor(now / 1000);
  const lifetime = Math.min(Math.ceil(input.ttlSeconds), LONGEST_SECONDS);

  return await new SignJWT({
    jti: `${credentials.apiKeySid}-${issuedAt}`,
    grants: { identity, video: { room } },
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT", cty: "twilio-fpa;v=1" })
    .setIssuer(credentials.apiKeySid)
    .setSubject(credentials.accountSid)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .sign(new TextEncoder().encode(credentials.apiKeySecret));
}
