import { expect } from "expect";
import { createHmac } from "node:crypto";
import { turnCredentials } from "@/lib/rooms/mod.ts";

Deno.test("TURN credentials expire by themselves and match what coturn computes from its secret", () => {
  const server = turnCredentials({
    secret: "north",
    urls: ["turn:turn.example.org:3478"],
    identity: "c1:client",
    now: 1_767_225_600_999,
    ttlSeconds: 3600,
  });
  // coturn: the part before the first colon is the expiry, the password base64(hmac-sha1(secret, username)).
  expect(server.username).toBe("1767229200:c1-client");
  expect(server.credential).toBe(
    createHmac("sha1", "north").update("1767229200:c1-client").digest("base64"),
  );
  expect(server.urls).toEqual(["turn:turn.example.org:3478"]);
});
