/**
 * What stands in front of Fresh. Its router throws at a method that it does not
 * know and at an escape that `decodeURI` refuses (`src/router.ts` of Fresh 2.3),
 * outside its middlewares: neither may reach it.
 */
import { App, csp, HttpError } from "fresh";
import { expect } from "expect";
import { everyMethod, METHODS } from "@/lib/http/every_method.ts";
import { guard, GuardedApp, refuseUnroutable } from "@/lib/http/guarded_app.ts";
import { pagePolicy, securityHeaders } from "@/lib/http/security_headers.ts";
import { define, type State } from "@/lib/http/state.ts";
import ErrorPage, { handler as errorHandler } from "@/routes/_error.tsx";
import { type TestApp, withApp } from "@/tests/_support/an_app.ts";

const BASE = "http://localhost:8000";

/** The Request of a server may have any method; the constructor refuses three of them. */
function asked(method: string, path: string): Request {
  const req = new Request(BASE + path, { method: "GET" });
  Object.defineProperty(req, "method", { value: method });
  Object.defineProperty(req, "url", { value: BASE + path });
  return req;
}

function productLike({ services }: Pick<TestApp, "services">) {
  const page = define.handlers({ GET: () => new Response("page") });
  const form = define.handlers({
    GET: () => new Response("form"),
    POST: () => new Response("sent"),
  });
  return new GuardedApp({}, services)
    .use((ctx) => {
      ctx.state.services = services;
      return ctx.next();
    })
    .use(securityHeaders)
    .use(refuseUnroutable)
    .use(csp({ useNonce: true, csp: pagePolicy(services.config) }))
    .onError({ handler: errorHandler, component: ErrorPage as never })
    .route("/page", { handler: page })
    .route("/c/:id", { handler: form })
    .all("/api/*", () => Response.json({}))
    .handler();
}

Deno.test("nothing that Fresh's router throws at reaches it", async () => {
  await withApp(async ({ services }) => {
    const seen: string[] = [];
    const strict = guard((req) => {
      const { pathname } = new URL(req.url);
      if (!METHODS.includes(req.method)) throw new Error(req.method);
      seen.push(decodeURI(pathname));
      return Promise.resolve(new Response("ok"));
    }, services);
    for (const method of ["TRACE", "PROPFIND", "CONNECT", "get", "QUERY"]) {
      for (const path of ["/", "/c/x", "/c/%zz", "/%E0%A4%A", "//book"]) {
        expect((await strict(asked(method, path))).status).toBe(200);
      }
    }
    expect(seen).toHaveLength(25);
  });
});

Deno.test("a request that Fresh can route reaches it as the same object, so that it can still become a WebSocket", async () => {
  await withApp(async ({ services }) => {
    const req = new Request(`${BASE}/api/rooms/signaling?room=x`);
    const through = guard(async (given) => {
      expect(given).toBe(req);
      return await Promise.resolve(new Response());
    }, services);
    expect((await through(req)).status).toBe(200);
  });
});

for (
  const [what, method, path, status, allow] of [
    ["TRACE", "TRACE", "/page", 405, "GET, HEAD"],
    ["PROPFIND", "PROPFIND", "/c/x", 405, "GET, HEAD, POST"],
    ["an unknown method", "BREW", "/page", 405, "GET, HEAD"],
    ["a method in lower case", "get", "/page", 405, "GET, HEAD"],
    ["an unknown method where there is nothing", "BREW", "/none", 404, null],
    ["POST to a page without a form", "POST", "/page", 405, "GET, HEAD"],
    ["DELETE of a page with a form", "DELETE", "/c/x", 405, "GET, HEAD, POST"],
    ["OPTIONS", "OPTIONS", "/c/x", 204, "GET, HEAD, POST"],
    ["a malformed escape", "GET", "/c/%zz", 400, null],
    ["half a character", "GET", "/%E0%A4%A", 400, null],
    ["a malformed escape with a method of its own", "BREW", "/%", 400, null],
    ["a malformed escape below /api", "POST", "/api/%", 400, null],
  ] as const
) {
  Deno.test(`${what} is answered with ${status}, a policy and nosniff`, async () => {
    await withApp(async (app) => {
      const response = await productLike(app)(asked(method, path));
      const { headers } = response;
      expect([response.status, headers.get("allow")]).toEqual([status, allow]);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy"))
        .toContain("frame-ancestors 'none'");
      const text = await response.text();
      if (status === 204) expect(text).toBe("");
      else if (path.startsWith("/api/")) {
        expect(JSON.parse(text).error.code).toBe("bad_request");
      } else expect(text).toContain("Back to the home page");
    });
  });
}

Deno.test("a slash at the end of an address changes nothing, for a form's POST too", async () => {
  await withApp(async (app) => {
    const handler = productLike(app);
    for (const [method, text] of [["GET", "form"], ["POST", "sent"]]) {
      const req = new Request(`${BASE}/c/x/`, { method: method! });
      const response = await handler(req);
      expect([response.status, await response.text()]).toEqual([200, text]);
    }
  });
});

Deno.test("what Fresh throws or answers by itself leaves with the headers of every answer", async () => {
  await withApp(async ({ services }) => {
    const logged: string[] = [];
    const deps = {
      ...services.deps,
      log: (event: string) => void logged.push(event),
    };
    for (
      const inner of [
        () => Promise.reject(new Error("secret detail")),
        () => Promise.resolve(new Response("bare", { status: 500 })),
      ]
    ) {
      const response = await guard(inner, { ...services, deps })(
        new Request(BASE),
      );
      expect(response.status).toBe(500);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("content-security-policy"))
        .toContain("default-src 'none'");
      expect(await response.text()).not.toContain("secret detail");
    }
    expect(logged).toEqual(["unexpected_error"]);
  });
});

Deno.test("the page of a missing address has a way to sign in, which leads back to pages of staff and to no others", async () => {
  await withApp(async ({ services }) => {
    const app = new App<State>()
      .use((ctx) => {
        ctx.state.services = services;
        return ctx.next();
      })
      .onError({ handler: errorHandler, component: ErrorPage as never })
      .all("/*", () => Promise.reject(new HttpError(404)))
      .handler();
    for (
      const [path, href] of [
        ["/admin/studio", "/sign-in?next=%2Fadmin%2Fstudio"],
        ["/nothing-here", "/sign-in"],
      ] as const
    ) {
      const page = await app(new Request(`${BASE}${path}`));
      expect([page.status, await page.text()])
        .toEqual([404, expect.stringContaining(`href="${href}"`)]);
    }
  });
});

Deno.test("handlers answer every method that Fresh routes, HEAD as GET", () => {
  const GET = () => new Response();
  expect(Object.keys(everyMethod({ GET })).sort())
    .toEqual(METHODS.filter((method) => method !== "HEAD").sort());
  const all = everyMethod({ POST: GET }) as Record<string, unknown>;
  expect(Object.keys(all).sort()).toEqual([...METHODS].sort());
  expect(everyMethod(GET)).toBe(GET);
  const { HEAD } = all as { HEAD: (ctx: unknown) => Response };
  const ctx = { req: new Request(BASE, { method: "HEAD" }), state: {} };
  expect(() => HEAD(ctx)).toThrow(HttpError);
  expect(ctx.state).toEqual({ allow: "POST" });
});

Deno.test("over plain http no policy upgrades requests, wherever the directive stands", async () => {
  await withApp(async ({ services }) => {
    for (
      const [given, left] of [
        ["upgrade-insecure-requests; default-src 'self'", "default-src 'self'"],
        [
          "default-src 'self';upgrade-insecure-requests ;img-src *",
          "default-src 'self'; img-src *",
        ],
        ["default-src 'self'; upgrade-insecure-requests", "default-src 'self'"],
      ] as const
    ) {
      const policyOf = async (baseUrl: string) => {
        const app = new App<State>().use((ctx) => {
          const config = { ...services.config, baseUrl };
          ctx.state.services = { ...services, config };
          return ctx.next();
        }).use(securityHeaders).get("/", (ctx) => {
          const headers = { "content-security-policy": given };
          return ctx.html("<p>page</p>", { headers });
        });
        const { headers } = await app.handler()(new Request(BASE));
        return headers.get("content-security-policy");
      };
      expect(await policyOf("http://localhost:8000")).toBe(left);
      expect(await policyOf("https://studio.example")).toBe(given);
    }
  });
});
