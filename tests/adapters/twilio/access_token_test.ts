import { expect } from "expect";
import { decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import twilio from "twilio";
import { mintAccessToken } from "@/lib/adapters/twilio/access_token.ts";

const credentials = {
  accountSid: "AC" + "1".repeat(32),
  apiKeySid: "SK" + "2".repeat(32),
  apiKeySecret: "a secret of some length, 32 bytes",
};

Deno.test("the token has the header and claims of Twilio's own AccessToken", async () => {
  const theirs = new twilio.jwt.AccessToken(
    credentials.accountSid,
    credentials.apiKeySid,
    credentials.apiKeySecret,
    { identity: "c1:client", ttl: 900 },
  );
  theirs.addGrant(new twilio.jwt.AccessToken.VideoGrant({ room: "room-1" }));
  const expected = theirs.toJwt();
  const issuedAt = decodeJwt(expected).iat!;

  const ours = await mintAccessToken({
    credentials,
    identity: "c1:client",
    room: "room-1",
    now: issuedAt * 1000 + 999,
    ttlSeconds: 900,
  });

  expect(decodeJwt(ours)).toEqual(decodeJwt(expected));
  expect(decodeProtectedHeader(ours)).toEqual(decodeProtectedHeader(expected));
  await jwtVerify(ours, new TextEncoder().encode(credentials.apiKeySecret));
});

Deno.test("a token lives 24 hours at most, Twilio's own maximum", async () => {
  const token = await mintAccessToken({
    credentials,
    identity: "a",
    room: "r",
    now: 1_000_000,
    ttlSeconds: 1e9,
  });
  expect(decodeJwt(token).exp! - decodeJwt(token).iat!).toBe(86_400);
});

Deno.test("a token without a person, a room or a lifetime is never issued", async () => {
  const good = { credentials, identity: "a", room: "r", now: 0, ttlSeconds: 1 };
  for (
    const bad of [
      { identity: "" },
      { identity: "x".repeat(129) },
      { room: "" },
      { room: "x".repeat(129) },
      { ttlSeconds: 0 },
      { ttlSeconds: NaN },
    ]
  ) {
    await expect(mintAccessToken({ ...good, ...bad })).rejects.toThrow(
      RangeError,
    );
  }
});
