import { expect } from "expect";
import {
  App,
  cors,
  csp,
  csrf,
  HttpError,
  ipFilter,
  trailingSlashes,
} from "fresh";
import { ask, quietly } from "./support.ts";

const ok = () => new Response("ok");

Deno.test("csrf allows requests of this site, and of clients that are not browsers", async () => {
  const app = new App().use(csrf()).all("/", ok);
  const status = async (method: string, headers: Record<string, string>) =>
    (await ask(app, "/", { method, headers })).status;
  expect(await status("GET", { "sec-fetch-site": "cross-site" })).toBe(200);
  expect(
    await status("POST", {
      "sec-fetch-site": "same-origin",
      origin: "http://localhost",
    }),
  ).toBe(200);
  expect(await status("POST", {})).toBe(200);
  expect(await status("POST", { origin: "http://localhost" })).toBe(200);
});

Deno.test("csrf refuses changing requests of other sites", async () => {
  const app = new App().use(csrf()).all("/", ok);
  for (
    const headers of [
      { "sec-fetch-site": "cross-site", origin: "https://evil.com" },
      { "sec-fetch-site": "same-site", origin: "http://sub.localhost" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "cross-site", origin: "http://localhost" },
      { origin: "https://evil.com" },
      { origin: "null" },
      { origin: "http://localhost.evil.com" },
    ] as Record<string, string>[]
  ) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "BREW"]) {
      expect((await ask(app, "/", { method, headers })).status).toBe(403);
    }
  }
});

Deno.test("csrf allows the configured other origins: one, several, or a function", async () => {
  const headers = { "sec-fetch-site": "cross-site", origin: "https://a.com" };
  for (
    const [origin, status] of [
      ["https://a.com", 200],
      [["https://b.com", "https://a.com"], 200],
      [(origin: string) => origin.endsWith("a.com"), 200],
      ["https://b.com", 403],
    ] as const
  ) {
    const app = new App().use(csrf({ origin: origin as string })).all("/", ok);
    expect((await ask(app, "/", { method: "POST", headers })).status).toBe(
      status,
    );
  }
});

Deno.test("csp sets its defaults, and a directive replaces the default of the same name", async () => {
  const app = new App().use(
    csp({
      csp: [
        "img-src 'self' https://img.example",
        "frame-src https://f.example",
      ],
    }),
  ).get("/", ok);
  const policy = (await ask(app, "/")).headers.get("content-security-policy")!;
  expect(policy).toContain("script-src 'self' 'unsafe-inline'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).toContain("frame-src https://f.example");
  expect(policy.match(/img-src/g)).toHaveLength(1);
  expect(policy).toContain("img-src 'self' https://img.example");
});

Deno.test("csp can be report-only, with a reporting address", async () => {
  const app = new App().use(csp({ reportOnly: true, reportTo: "/reports" }))
    .get("/", ok);
  const { headers } = await ask(app, "/");
  expect(headers.get("content-security-policy")).toBe(null);
  const policy = headers.get("content-security-policy-report-only")!;
  expect(policy).toContain("report-to csp-endpoint");
  expect(policy).toContain("report-uri /reports");
  expect(headers.get("reporting-endpoints")).toBe('csp-endpoint="/reports"');
});

Deno.test("with useNonce no kind of answer allows 'unsafe-inline', and all of them have the header", async () => {
  const app = new App()
    .use(csp({ useNonce: true }))
    .get("/json", (ctx) => ctx.json({}))
    .get("/redirect", (ctx) => ctx.redirect("/json"))
    .get("/frozen", () => Response.redirect("http://localhost/json"))
    .get("/page", (ctx) => ctx.render(null))
    .get("/stream", (ctx) => ctx.stream(["a"]))
    .get("/boom", () => {
      throw new Error("boom");
    })
    .get("/403", () => {
      throw new HttpError(403);
    });
  await quietly(async () => {
    for (
      const path of [
        "/json",
        "/redirect",
        "/frozen",
        "/page",
        "/stream",
        "/boom",
        "/403",
        "/unknown",
        "/%zz",
      ]
    ) {
      for (const method of ["GET", "HEAD", "POST"]) {
        const policy = (await ask(app, path, { method })).headers.get(
          "content-security-policy",
        );
        expect([path, method, policy]).toEqual([
          path,
          method,
          expect.stringMatching(/script-src 'self' 'nonce-\w{32}'/),
        ]);
        expect(policy).not.toContain("unsafe-inline");
      }
    }
  });
});

Deno.test("csp leaves a directive that allows nothing alone", async () => {
  const app = new App().use(csp({ useNonce: true, csp: ["script-src 'none'"] }))
    .get("/", ok);
  expect((await ask(app, "/")).headers.get("content-security-policy"))
    .toContain("script-src 'none';");
});

Deno.test("cors answers preflights and sets headers for the configured origins", async () => {
  const app = new App().use(cors({
    origin: ["https://a.com", "https://b.com"],
    allowHeaders: ["X-Own"],
    allowMethods: ["POST"],
    exposeHeaders: ["X-Seen"],
    maxAge: 600,
    credentials: true,
  })).get("/", ok);
  const pre = await ask(app, "/", {
    method: "OPTIONS",
    headers: { origin: "https://b.com" },
  });
  expect(pre.status).toBe(204);
  expect(Object.fromEntries(pre.headers)).toEqual({
    "access-control-allow-origin": "https://b.com",
    "access-control-allow-credentials": "true",
    "access-control-allow-headers": "X-Own",
    "access-control-allow-methods": "POST",
    "access-control-expose-headers": "X-Seen",
    "access-control-max-age": "600",
    vary: "Origin, Access-Control-Request-Headers",
  });
  const get = await ask(app, "/", { headers: { origin: "https://evil.com" } });
  expect(get.headers.has("access-control-allow-origin")).toBe(false);
  expect(get.headers.get("vary")).toBe("Origin");
  const one = new App().use(cors({ origin: "https://a.com" })).get("/", ok);
  const allowed = async (origin: string) =>
    (await ask(one, "/", { headers: { origin } })).headers
      .get("access-control-allow-origin");
  expect(await allowed("https://a.com")).toBe("https://a.com");
  expect(await allowed("https://evil.com")).toBe(null);
  const any = await ask(new App().use(cors()).get("/", ok), "/", {
    headers: { origin: "https://x.com" },
  });
  expect(any.headers.get("access-control-allow-origin")).toBe("*");
  const fn = new App().use(
    cors({ origin: (o) => o.endsWith(".ok") ? o : null }),
  ).get("/", ok);
  expect(
    (await ask(fn, "/", { headers: { origin: "https://a.ok" } })).headers.get(
      "access-control-allow-origin",
    ),
  ).toBe("https://a.ok");
  expect(
    (await ask(fn, "/", { headers: { origin: "https://a.no" } })).headers.get(
      "access-control-allow-origin",
    ),
  ).toBe(null);
});

Deno.test("cors allows the headers that a preflight requests, and sets headers on answers whose headers are immutable", async () => {
  const app = new App().use(cors())
    .get("/away", () => Response.redirect("https://example.com/"))
    .get("/fetched", () => fetch("data:text/plain,hi"));
  const asked = { "access-control-request-headers": "X-A , Content-Type" };
  const pre = await ask(app, "/away", { method: "OPTIONS", headers: asked });
  expect(pre.headers.get("access-control-allow-headers"))
    .toBe("X-A,Content-Type");
  for (const [path, status] of [["/away", 302], ["/fetched", 200]] as const) {
    const res = await ask(app, path);
    expect([res.status, res.headers.get("access-control-allow-origin")])
      .toEqual([status, "*"]);
  }
});

Deno.test("trailingSlashes redirects to one form, with the query, and never to another host", async () => {
  const never = new App().use(trailingSlashes("never")).get("/a", ok).get(
    "/",
    ok,
  );
  const always = new App().use(trailingSlashes("always")).get("/a", ok).get(
    "/",
    ok,
  );
  expect((await ask(never, "/a/?b=1")).headers.get("location")).toBe("/a?b=1");
  expect((await ask(never, "/a/")).status).toBe(302);
  expect((await ask(never, "/a/", { method: "POST" })).status).toBe(307);
  expect((await ask(never, "/a")).status).toBe(200);
  expect((await ask(always, "/a?b=1")).headers.get("location")).toBe("/a/?b=1");
  expect((await ask(always, "/a/")).status).toBe(200);
  expect((await ask(never, "/")).status).toBe(200);
  expect((await ask(never, "//evil.com/")).headers.get("location")).toBe(
    "/evil.com",
  );
});

Deno.test("ipFilter matches addresses and subnets; a denied address stays denied, and an allow list excludes all others", async () => {
  const ask = async (
    rules: Parameters<typeof ipFilter>[0],
    hostname: string,
  ) => {
    const handler = new App().use(ipFilter(rules)).get("/", ok).handler();
    const remoteAddr = { transport: "tcp" as const, hostname, port: 1 };
    return (await handler(new Request("http://x/"), {
      remoteAddr,
      completed: Promise.resolve(),
    })).status;
  };
  const deny = { denyList: ["192.168.1.10", "10.0.0.0/8", "2001:db8::/32"] };
  expect(await ask(deny, "192.168.1.10")).toBe(403);
  expect(await ask(deny, "192.168.1.100")).toBe(200);
  expect(await ask(deny, "10.255.0.1")).toBe(403);
  expect(await ask(deny, "::ffff:10.1.2.3")).toBe(403);
  expect(await ask(deny, "11.0.0.1")).toBe(200);
  expect(await ask(deny, "2001:db8:1::1")).toBe(403);
  expect(await ask(deny, "2001:db9::1")).toBe(200);
  const both = { denyList: ["192.168.1.10"], allowList: ["192.168.1.0/24"] };
  expect(await ask(both, "192.168.1.10")).toBe(403);
  expect(await ask(both, "192.168.1.11")).toBe(200);
  expect(await ask(both, "192.168.2.11")).toBe(403);
  expect(await ask({ allowList: ["0.0.0.0/0"] }, "not an address")).toBe(403);
  const own = new App().use(ipFilter({ denyList: ["127.0.0.1"] }, {
    onBlocked: ({ addr, type }, ctx) =>
      ctx.text(`${addr} ${type}`, { status: 401 }),
  })).get("/", ok);
  const res = await own.handler()(new Request("http://x/"));
  expect([res.status, await res.text()]).toEqual([401, "localhost IPv4"]);
  expect(() => ipFilter({ denyList: ["10.0.0"] })).toThrow("not an address");
});
