/** What a page sends to measure its uplink is bounded, and nothing of it is kept. */
import { expect } from "expect";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { waysOut } from "@/lib/pages/call/ways_out.ts";
import { BASE_URL, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { codeOf } from "./_requests.ts";

const sendBytes = (app: TestApp, bytes: number, headers = {}) =>
  app.fetch(
    new Request(`${BASE_URL}/api/connection-test`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", ...headers },
      body: new Uint8Array(bytes),
    }),
  );

Deno.test("60 kB are taken from anybody and forgotten, and nothing is written", async () => {
  await withApp(async (app) => {
    const before = await app.dump();
    for (const bytes of [0, 60_000, 64 * 1024]) {
      const response = await sendBytes(app, bytes);
      expect([bytes, response.status]).toEqual([bytes, 200]);
      expect(response.headers.get("cache-control")).toBe("no-store");
      // No relay is configured.
      expect(await response.json())
        .toEqual({ udpServers: [], relaysOverTcp: false });
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("more than a test sends is refused, and so is another site", async () => {
  await withApp(async (app) => {
    const large = await sendBytes(app, 64 * 1024 + 1);
    expect([large.status, await codeOf(large)]).toEqual([
      413,
      "body_too_large",
    ]);
    const strange = await sendBytes(app, 10, {
      origin: "https://elsewhere.example",
    });
    expect(await codeOf(strange)).toBe("cross_site");
  });
});

Deno.test("one address cannot keep the line busy", async () => {
  await withApp(async (app) => {
    const { most } = RATE_LIMITS.connectionTests;
    for (let i = 0; i < most; i++) {
      await (await sendBytes(app, 1)).body?.cancel();
    }
    const refused = await sendBytes(app, 1);
    expect(await codeOf(refused)).toBe("rate_limited");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

Deno.test("whether UDP gets through is asked of the call's own relay, without its credentials", () => {
  const embedded = (urls: readonly string[]) =>
    waysOut({
      video: {
        backend: "embedded",
        reason: "",
        turn: { urls, secret: "a secret" },
      },
    });
  expect(embedded(["turn:relay.example:3478"])).toEqual({
    udpServers: ["stun:relay.example:3478"],
    relaysOverTcp: false,
  });
  expect(embedded([
    "turn:relay.example:3478?transport=udp",
    "turn:relay.example:3478?transport=tcp",
    "turns:relay.example:5349",
  ])).toEqual({
    udpServers: ["stun:relay.example:3478"],
    relaysOverTcp: true,
  });
  expect(waysOut({ video: { backend: "embedded", reason: "", turn: null } }))
    .toEqual({ udpServers: [], relaysOverTcp: false });
});
