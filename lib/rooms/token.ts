import {
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
} from "jose";
import { RoomError } from "./errors.ts";

/** An account as at Twilio: one account sid, API keys, one auth token. */
export interface RoomsCredentials {
  accountSid: string;
  apiKeySid: string;
  apiKeySecret: string;
  authToken: string;
  /** Keys that no longer sign but whose tokens are still valid. */
  previousApiKeys?: { sid: string; secret: string }[];
}

/** What a verified token allows. `expiresAt` is epoch milliseconds. */
export interface Admission {
  identity: string;
  /** A room's name or sid. */
  room: string;
  expiresAt: number;
}

/**
 * Checks an AccessToken as Twilio does (https://www.twilio.com/docs/iam/access-tokens):
 * form, header, issuer, signature, times, grants, in this order, so that nothing in
 * an unsigned payload is believed.
 *
 * @throws RoomError 20101 to 20107
 */
export async function verifyToken(
  token: unknown,
  credentials: RoomsCredentials,
  { now }: { readonly now: number },
): Promise<Admission> {
  if (typeof token !== "string" || token.length > 8192) {
    throw new RoomError(20101);
  }
  const claims = readClaims(token);
  if (!goodHeader(token)) throw new RoomError(20102);

  const secret = secretOf(credentials, claims.iss);
  if (secret === null || claims.sub !== credentials.accountSid) {
    throw new RoomError(20103);
  }
  try {
    await compactVerify(token, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
    });
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      throw new RoomError(20107);
    }
    throw new RoomError(20101);
  }

  const seconds = now / 1000;
  if (typeof claims.exp !== "number" || claims.exp <= seconds) {
    throw new RoomError(20104);
  }
  if (typeof claims.nbf === "number" && claims.nbf > seconds) {
    throw new RoomError(20105);
  }
  return { ...readGrants(claims["grants"]), expiresAt: claims.exp * 1000 };
}

function readClaims(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw new RoomError(20101);
  }
}

function goodHeader(token: string): boolean {
  try {
    const { alg, typ, cty } = decodeProtectedHeader(token);
    return alg === "HS256" && typ === "JWT" && cty === "twilio-fpa;v=1";
  } catch {
    throw new RoomError(20101);
  }
}

function secretOf(
  credentials: RoomsCredentials,
  sid: string | undefined,
): string | null {
  if (sid === credentials.apiKeySid) return credentials.apiKeySecret;
  return credentials.previousApiKeys?.find((key) => key.sid === sid)?.secret ??
    null;
}

function readGrants(grants: unknown): { identity: string; room: string } {
  const { identity, video } = (grants ?? {}) as {
    identity?: unknown;
    video?: unknown;
  };
  const room = (video as { room?: unknown } | null | undefined)?.room;
  // Twilio lets a grant without a room open any room. A consultation's token never does.
  if (!isName(identity) || !isName(room)) throw new RoomError(20106);
  return { identity, room };
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 128;
}
