/** Wrong ids, methods and origins: refused by code, and nothing is written. */
import { expect } from "expect";
import {
  BASE_URL,
  START,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { GETS, POSTS } from "./_api_routes.ts";
import { codeOf } from "./_requests.ts";

const WRONG_IDS = [
  "1",
  "UPPERCASEUPPERCASEUPPERCAS",
  "a".repeat(25),
  "a".repeat(27),
  "a".repeat(5000),
  "00000000000000000000000000",
  "..%2f..%2f..%2fetc%2fpasswd",
  "%00",
  "<script>alert(1)</script>",
  "'; drop table consultations; --",
  "__proto__",
  "constructor",
  "ünïcödé",
  "👋",
];

for (const errors of WRONG_IDS) {
  const shown = errors.length > 40 ? `${errors.slice(0, 8)}… (5000)` : errors;
  Deno.test(`the id ${JSON.stringify(shown)} is not found on any route`, async () => {
    await withApp(async (app) => {
      await app.confirmed();
      const before = await app.dump();
      for (const { name, path, as, body } of POSTS) {
        if (name === "sign-in link" || name === "preview of a link") continue;
        const at = path(errors.startsWith("%") ? errors : encodeURI(errors));
        const response = await app.ask(at, { method: "POST", as, body });
        const expected = name === "entry" ? [403, 404] : [404];
        expect(expected).toContain(response.status);
        expect(["not_found", "link_invalid"])
          .toContain(await codeOf(response));
      }
      expect(await app.dump()).toBe(before);
    });
  });
}

Deno.test("an address that cannot be decoded reaches no route", async () => {
  await withSession(async (app) => {
    for (
      const { path, as, body } of POSTS.filter(({ path }) =>
        path("x") !== path("y")
      )
    ) {
      const response = await app.ask(path("%E0%A4%A"), {
        method: "POST",
        as,
        body,
      });
      expect(response.status).toBe(400);
      await response.body?.cancel();
    }
  });
});

Deno.test("an unsupported method is 405, listing the supported ones", async () => {
  await withSession(async (app, id) => {
    for (const { path, as, body, allow } of POSTS) {
      for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"]) {
        const response = await app.ask(path(id), { method, as, body });
        expect([response.status, response.headers.get("allow")])
          .toEqual([405, allow]);
        expect(await codeOf(response)).toBe("method_not_allowed");
      }
      if (allow !== "POST") continue;
      for (const method of ["GET", "HEAD"]) {
        const response = await app.ask(path(id), { method, as });
        expect([response.status, response.headers.get("allow")])
          .toEqual([405, allow]);
        await response.body?.cancel();
      }
    }
    for (const { path, as } of GETS) {
      for (const method of ["POST", "PUT", "DELETE"]) {
        const response = await app.ask(path, { method, as });
        expect([response.status, response.headers.get("allow")])
          .toEqual([405, "GET, HEAD"]);
      }
    }
  });
});

Deno.test("TRACE, which would echo a cookie, is refused over a real socket", async () => {
  await withSession(async (app, id) => {
    await using server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen: () => {} },
      (req) => app.fetch(req),
    );
    for (const { path, as, allow } of POSTS) {
      const answer = await sendRaw(
        server.addr.port,
        `TRACE ${path(id)} HTTP/1.1\r\nhost: localhost\r\ncookie: ${
          app.cookieOf(as)
        }\r\nconnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 405 /);
      expect(answer.toLowerCase()).toContain(`allow: ${allow.toLowerCase()}`);
      expect(answer).not.toContain("visavis_");
    }
  });
});

const ELSEWHERE: readonly Record<string, string>[] = [
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "cross-site", origin: BASE_URL },
  { origin: "https://evil.example" },
  { origin: "http://localhost:8001" },
  { origin: `${BASE_URL}.evil.example` },
  { origin: "null" },
  { origin: "" },
];

for (const headers of ELSEWHERE) {
  Deno.test(`a change requested by another site (${JSON.stringify(headers)}) is refused`, async () => {
    await withSession(async (app, id) => {
      for (const { name, path, as, body } of POSTS) {
        const ask = { method: "POST", as, body, headers };
        const response = await app.ask(path(id), ask);
        expect([name, response.status, await codeOf(response)])
          .toEqual([name, 403, "cross_site"]);
      }
    });
  });
}

for (
  const headers of [
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
    { origin: BASE_URL },
  ]
) {
  Deno.test(`a change requested by our own page (${JSON.stringify(headers)}) is made`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START);
      const beat = POSTS.find(({ name }) => name === "heartbeat")!;
      const { as, body } = beat;
      const ask = { method: "POST", as, body, headers };
      expect((await app.ask(beat.path(id), ask)).status).toBe(200);
    });
  });
}

Deno.test("an unknown API address is refused in JSON, for any method", async () => {
  await withSession(async (app) => {
    for (const path of ["/api/nothing", "/api/video", "/api/video/callbacks"]) {
      for (const method of ["GET", "POST", "DELETE"]) {
        const response = await app.ask(path, { method });
        expect(response.status).toBe(404);
        expect(await codeOf(response)).toBe("not_found");
      }
    }
  });
});

Deno.test("the rooms' signalling answers a plain request with 426, and opens nothing", async () => {
  await withSession(async (app) => {
    const response = await app.ask("/api/rooms/signaling?room=x");
    expect(response.status).toBe(426);
    await response.body?.cancel();
  });
});

/** A confirmed consultation at its start; afterwards the store must be unchanged. */
async function withSession(work: (app: TestApp, id: string) => Promise<void>) {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    const before = await app.dump();
    await work(app, id);
    expect(await app.dump()).toBe(before);
  });
}

async function sendRaw(port: number, text: string): Promise<string> {
  using socket = await Deno.connect({ hostname: "127.0.0.1", port });
  await socket.write(new TextEncoder().encode(text));
  return await new Response(socket.readable).text();
}
