import { expect } from "expect";
import { SignJWT } from "jose";
import { mintAccessToken } from "@/lib/adapters/twilio/access_token.ts";
import { RoomError } from "@/lib/rooms/errors.ts";
import { verifyToken } from "@/lib/rooms/token.ts";
import { credentials } from "./_support.ts";

const now = Date.UTC(2026, 0, 1);
const good = {
  credentials,
  identity: "c1:client",
  room: "room-1",
  now,
  ttlSeconds: 60,
};

async function codeOf(token: unknown, at = now): Promise<number> {
  const error = await verifyToken(token, credentials, { now: at }).then(
    () => null,
    (error) => error,
  );
  expect(error).toBeInstanceOf(RoomError);
  return error.code;
}

/** Signs any content, like someone who holds the key. */
function sign(
  payload: Record<string, unknown>,
  header: Record<string, unknown> = {},
  secret = credentials.apiKeySecret,
): Promise<string> {
  return new SignJWT({
    iss: credentials.apiKeySid,
    sub: credentials.accountSid,
    exp: now / 1000 + 60,
    grants: { identity: "c1:client", video: { room: "room-1" } },
    ...payload,
  })
    .setProtectedHeader({
      alg: "HS256",
      typ: "JWT",
      cty: "twilio-fpa;v=1",
      ...header,
    })
    .sign(new TextEncoder().encode(secret));
}

Deno.test("an issued token is accepted for its identity and room until it expires", async () => {
  const token = await mintAccessToken(good);
  expect(await verifyToken(token, credentials, { now })).toEqual({
    identity: "c1:client",
    room: "room-1",
    expiresAt: now + 60_000,
  });
  expect(await codeOf(token, now + 59_999).catch(() => "admitted")).toBe(
    "admitted",
  );
  expect(await codeOf(token, now + 60_000)).toBe(20104);
});

Deno.test("tokens of a previous API key are still valid, and of an unknown one never", async () => {
  const old = {
    ...credentials,
    apiKeySid: "SK" + "9".repeat(32),
    apiKeySecret: "the old secret, 32 bytes long ok",
  };
  const token = await mintAccessToken({ ...good, credentials: old });
  expect(await codeOf(token)).toBe(20103);
  const rotated = {
    ...credentials,
    previousApiKeys: [{ sid: old.apiKeySid, secret: old.apiKeySecret }],
  };
  expect((await verifyToken(token, rotated, { now })).room).toBe("room-1");
});

Deno.test("what is not a token at all is 20101", async () => {
  const junk = [
    undefined,
    null,
    7,
    {},
    "",
    "a",
    "a.b",
    "a.b.c",
    "..",
    "x".repeat(9000),
  ];
  for (const token of junk) expect(await codeOf(token)).toBe(20101);
});

Deno.test("another algorithm, especially none, is 20102 before anything else is trusted", async () => {
  const [, payload] = (await mintAccessToken(good)).split(".");
  const none = btoa(
    JSON.stringify({ alg: "none", typ: "JWT", cty: "twilio-fpa;v=1" }),
  );
  expect(await codeOf(`${none.replaceAll("=", "")}.${payload}.`)).toBe(20102);
  expect(await codeOf(await sign({}, { cty: "other" }))).toBe(20102);
});

Deno.test("a signature of another secret, or a changed payload, is 20107", async () => {
  expect(await codeOf(await sign({}, {}, "not the secret but of equal size")))
    .toBe(20107);
  const [header, , signature] = (await mintAccessToken(good)).split(".");
  const [, payload] = (await mintAccessToken({ ...good, room: "room-2" }))
    .split(".");
  expect(await codeOf(`${header}.${payload}.${signature}`)).toBe(20107);
});

Deno.test("a forged expiry does not help: the signature is checked first", async () => {
  const expired = await mintAccessToken({ ...good, now: now - 3_600_000 });
  const [header, , signature] = expired.split(".");
  const [, fresh] = (await mintAccessToken(good)).split(".");
  expect(await codeOf(expired)).toBe(20104);
  expect(await codeOf(`${header}.${fresh}.${signature}`)).toBe(20107);
});

Deno.test("times and grants that are missing or of the wrong kind are refused by code", async () => {
  expect(await codeOf(await sign({ exp: undefined }))).toBe(20104);
  expect(await codeOf(await sign({ nbf: now / 1000 + 1 }))).toBe(20105);
  expect(await codeOf(await sign({ sub: "AC" + "0".repeat(32) }))).toBe(20103);
  for (
    const grants of [
      undefined,
      {},
      { identity: "a" },
      { identity: "a", video: {} },
      { identity: "a", video: { room: 7 } },
      { identity: "", video: { room: "r" } },
      { identity: "x".repeat(129), video: { room: "r" } },
      { video: { room: "r" } },
    ]
  ) expect(await codeOf(await sign({ grants }))).toBe(20106);
});
