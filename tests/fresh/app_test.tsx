import { expect } from "expect";
import { App, type HandlerByMethod, HttpError, page } from "fresh";
import { ask, quietly } from "./support.ts";

const text = (body: string) => () => new Response(body);

Deno.test("each method answers its own requests, and `all` answers every one", async () => {
  const app = new App()
    .get("/a", text("get")).post("/a", text("post")).put("/a", text("put"))
    .patch("/a", text("patch")).delete("/a", text("delete"))
    .options("/a", text("options")).all("/any", text("any"));
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    expect((await ask(app, "/a", { method })).body).toBe(method.toLowerCase());
    expect((await ask(app, "/any", { method })).body).toBe("any");
  }
});

Deno.test("HEAD is answered by GET without a body, unless it has a handler of its own", async () => {
  const app = new App()
    .get("/a", () => new Response("body", { headers: { "x-a": "1" } }))
    .get("/b", text("b")).head("/b", () => new Response(null, { status: 204 }));
  const res = await ask(app, "/a", { method: "HEAD" });
  expect([res.status, res.body, res.headers.get("x-a")]).toEqual([
    200,
    "",
    "1",
  ]);
  expect((await ask(app, "/b", { method: "HEAD" })).status).toBe(204);
});

Deno.test("a method without a handler gives 405 and says which ones there are", async () => {
  const app = new App().get("/a", text("a")).post("/a", text("a")).get(
    "/x/:id",
    text("x"),
  );
  const res = await ask(app, "/a", { method: "PUT" });
  expect([res.status, res.headers.get("allow")]).toEqual([
    405,
    "GET, HEAD, POST",
  ]);
  expect((await ask(app, "/x/1", { method: "POST" })).status).toBe(405);
});

Deno.test("unknown methods are refused, also those named like members of an object", async () => {
  const app = new App().get("/a", text("a")).route("/r", {
    handlers: { GET: text("r") },
  });
  for (const method of ["BREW", "constructor", "__proto__", "toString"]) {
    expect((await ask(app, "/a", { method })).status).toBe(405);
    expect((await ask(app, "/r", { method })).status).toBe(405);
  }
});

Deno.test("patterns give params decoded as an address is, a fixed path takes precedence, and the first pattern wins", async () => {
  const app = new App()
    .get("/books/:id", (ctx) => ctx.text(`${ctx.route} ${ctx.params.id}`))
    .get("/books/:other", text("second"))
    .get("/books/new", text("fixed"))
    .get("/foo/*", (ctx) => ctx.text("rest " + ctx.url.pathname))
    .get("/v/:a@:b", (ctx) => ctx.text(`${ctx.params.a} ${ctx.params.b}`))
    .get("/o{/:x}?", (ctx) => ctx.text(`x=${ctx.params.x}`));
  expect((await ask(app, "/books/a%20b%2Fc")).body).toBe("/books/:id a b%2Fc");
  expect((await ask(app, "/books/new")).body).toBe("fixed");
  expect((await ask(app, "/foo/bar/baz")).body).toBe("rest /foo/bar/baz");
  expect((await ask(app, "/v/mod@1.2")).body).toBe("mod 1.2");
  expect((await ask(app, "/o")).body).toBe("x=");
  expect((await ask(app, "/o/1")).body).toBe("x=1");
  expect((await ask(app, "/books/a/b")).status).toBe(404);
});

Deno.test("repeated slashes are one, and only a fixed path may end in another slash", async () => {
  const app = new App().get("/book", (ctx) => ctx.text(ctx.url.pathname))
    .get("/x/:id", text("x"));
  expect((await ask(app, "//book")).body).toBe("/book");
  expect((await ask(app, "/book/")).body).toBe("/book/");
  expect((await ask(app, "/x///1")).body).toBe("x");
  expect((await ask(app, "/x/1/")).status).toBe(404);
  expect((await ask(app, "/x/")).status).toBe(404);
});

Deno.test("a middleware applies to what is registered after it, in order, and only to routes below its path", async () => {
  const seen: string[] = [];
  const note = (name: string) => (ctx: { next(): Promise<Response> }) => {
    seen.push(name);
    return ctx.next();
  };
  const app = new App()
    .use(note("1"), note("2")).get("/a", text("a"))
    .use("/b", note("b")).use("/b/:id", note("b:id")).get("/b", text("b")).get(
      "/b/x",
      text("b"),
    )
    .get("/bc", text("bc"));
  const trail = async (path: string) => {
    seen.length = 0;
    await ask(app, path);
    return seen.join(" ");
  };
  expect(await trail("/a")).toBe("1 2");
  expect(await trail("/b")).toBe("1 2 b");
  expect(await trail("/b/x")).toBe("1 2 b b:id");
  expect(await trail("/bc")).toBe("1 2");
  expect(await trail("/b/unknown")).toBe("1 2");
  seen.length = 0;
  await ask(app, "/b", { method: "PUT" });
  expect(seen.join(" ")).toBe("1 2");
});

Deno.test("next() with nothing after it is 404", async () => {
  const app = new App().get("/a", (ctx) => ctx.next())
    .route("/r", { handler: (ctx) => ctx.next() });
  for (const path of ["/a", "/r"]) {
    expect(await ask(app, path)).toMatchObject({
      status: 404,
      body: "Not Found",
    });
  }
});

Deno.test("a middleware may change the answer, and state is visible in both directions", async () => {
  const app = new App<{ name?: string }>()
    .use(async (ctx) => {
      ctx.state.name = "mw";
      const res = await ctx.next();
      res.headers.set("x-state", ctx.state.name);
      return res;
    })
    .get("/", (ctx) => {
      const before = ctx.state.name!;
      ctx.state.name = "handler";
      return ctx.text(before);
    });
  const res = await ask(app, "/");
  expect([res.body, res.headers.get("x-state")]).toEqual(["mw", "handler"]);
});

Deno.test("middlewares and handlers may be loaded lazily", async () => {
  let loads = 0;
  const app = new App()
    .use(async () => {
      await Promise.resolve(loads++);
      return (ctx) => ctx.next();
    })
    .get("/", () => Promise.resolve(text("lazy")))
    .route("/r", () => Promise.resolve({ handler: text("route") }));
  expect((await ask(app, "/")).body).toBe("lazy");
  expect((await ask(app, "/")).body).toBe("lazy");
  expect((await ask(app, "/r")).body).toBe("route");
  expect(loads).toBe(1);
});

Deno.test("a middleware that forgets to return gets an explanatory error", async () => {
  const app = new App().onError((ctx) => ctx.text((ctx.error as Error).message))
    .get("/", (() => {}) as unknown as () => Response);
  expect((await quietly(() => ask(app, "/"))).body).toContain(
    'Is a "return" missing?',
  );
});

Deno.test("a route has a component, handlers, or both", async () => {
  const app = new App()
    .route("/c", { component: () => <h1>component</h1> })
    .route("/d", {
      component: ({ data }) => <h1>{data.name}</h1>,
      handlers: {
        GET: () =>
          page({ name: "data" }, { status: 201, headers: { "x-a": "b" } }),
      },
    });
  expect((await ask(app, "/c")).body).toContain("<h1>component</h1>");
  // Without handlers, a component is the answer to every method.
  expect((await ask(app, "/c", { method: "POST" })).status).toBe(200);
  expect((await ask(app, "/d", { method: "POST" })).status).toBe(405);
  const res = await ask(app, "/d");
  expect([res.status, res.headers.get("x-a")]).toEqual([201, "b"]);
  expect(res.body).toContain("<h1>data</h1>");
});

Deno.test("a handler's name in lower case is the same method, and page() without a component is an empty page", async () => {
  const handlers: HandlerByMethod<unknown, unknown> = {
    GET: () => page({}, { status: 202 }),
    ...{ post: text("posted") },
  };
  const app = new App().route("/a", { handlers });
  expect((await ask(app, "/a", { method: "POST" })).body).toBe("posted");
  const res = await ask(app, "/a");
  expect([res.status, res.headers.get("content-type")])
    .toEqual([202, "text/html; charset=utf-8"]);
  expect(res.body).toContain("<body></body>");
  const { headers } = await ask(app, "/a", { method: "PUT" });
  expect(headers.get("allow")).toBe("GET, HEAD, POST");
});

Deno.test("`*` matches every path: for a fallback route, for middlewares and layouts, and for mounting", async () => {
  const app = new App({ basePath: "/base" })
    .use("*", async (ctx) => {
      const res = await ctx.next();
      res.headers.set("x-seen", String(ctx.route));
      return res;
    })
    .mountApp("/*", new App().get("/in", text("mounted")))
    .all("*", (ctx) => ctx.text("rest " + ctx.params[0]))
    .get("/fixed", text("fixed"));
  const all = await ask(app, "/base/a/b", { method: "PUT" });
  expect([all.body, all.headers.get("x-seen")]).toEqual([
    "rest a/b",
    "/base/*",
  ]);
  expect((await ask(app, "/base/in")).body).toBe("mounted");
  expect((await ask(app, "/base/fixed")).body).toBe("fixed");
  const root = new App().get("*", text("any"));
  expect((await ask(root, "/")).body).toBe("any");
  expect((await ask(root, "/x/y")).body).toBe("any");
});

Deno.test("an app can be mounted into another one, below a path", async () => {
  const inner = new App()
    .use((ctx) =>
      ctx.url.pathname.endsWith("stop") ? ctx.text("stopped") : ctx.next()
    )
    .get("/", text("inner root")).get(
      "/x/:id",
      (ctx) => ctx.text("inner " + ctx.params.id),
    );
  const app = new App().get("/x/1", text("outer")).get("/stop", text("outer"))
    .mountApp("/in", inner);
  expect((await ask(app, "/in")).body).toBe("inner root");
  expect((await ask(app, "/in/x/7")).body).toBe("inner 7");
  expect((await ask(app, "/in/x/stop")).body).toBe("stopped");
  // For a URL without a route, only what applies everywhere runs.
  expect((await ask(app, "/in/stop")).status).toBe(404);
  expect((await ask(app, "/stop")).body).toBe("outer");
});

Deno.test("a mounted app brings its base path, its layouts and its error pages", async () => {
  const inner = new App({ basePath: "/api" })
    .layout("*", ({ Component }) => (
      <section>
        <Component />
      </section>
    ))
    .onError((ctx) => ctx.text("inner error", { status: 500 }))
    .get("/users", text("users"))
    .get("/page", (ctx) => ctx.render(<b>page</b>))
    .get("/boom", () => {
      throw new Error("x");
    });
  const app = new App().onError((ctx) => ctx.text("outer error"))
    .get("/page", (ctx) => ctx.render(<b>outer</b>))
    .get("/boom", () => {
      throw new Error("x");
    })
    .mountApp("/v1", inner);
  expect((await ask(app, "/v1/api/users")).body).toBe("users");
  expect((await ask(app, "/v1/api/page")).body)
    .toContain("<section><b>page</b></section>");
  expect((await ask(app, "/page")).body).not.toContain("<section>");
  await quietly(async () => {
    expect((await ask(app, "/v1/api/boom")).body).toBe("inner error");
    expect((await ask(app, "/boom")).body).toBe("outer error");
  });
});

Deno.test("a base path prefixes every route and is in ctx.config", async () => {
  const app = new App({ basePath: "/my/" })
    .use(
      "/a",
      (ctx) => ctx.url.searchParams.has("mw") ? ctx.text("mw") : ctx.next(),
    )
    .get("/", text("root")).get("/a", (ctx) => ctx.text(ctx.config.basePath));
  expect((await ask(app, "/my")).body).toBe("root");
  expect((await ask(app, "/my/a")).body).toBe("/my");
  expect((await ask(app, "/my/a?mw")).body).toBe("mw");
  expect((await ask(app, "/a")).status).toBe(404);
});

Deno.test("an error goes to the nearest error page, with the status of the error", async () => {
  const app = new App()
    .onError(
      "*",
      (ctx) => ctx.text("top " + (ctx.error as Error).message, { status: 500 }),
    )
    .onError("/a/b", (ctx) => ctx.render(<p>nested {String(ctx.error)}</p>))
    .get("/t", () => {
      throw new Error("x");
    })
    .get("/a/b/t", () => {
      throw new HttpError(418, "tea");
    });
  await quietly(async () => {
    expect((await ask(app, "/t")).body).toBe("top x");
    const nested = await ask(app, "/a/b/t");
    expect(nested.status).toBe(418);
    expect(nested.body).toContain("nested HttpError: tea");
    expect((await ask(app, "/unknown")).body).toBe("top ");
  });
});

Deno.test("the 404 page takes unknown URLs and every HttpError 404, also below another error page", async () => {
  const app = new App()
    .notFound((ctx) => ctx.text("nf " + ctx.url.pathname, { status: 404 }))
    .onError("/a", (ctx) => ctx.text("error", { status: 500 }))
    .get("/a/x", () => {
      throw new HttpError(404);
    })
    .get("/a/y", () => {
      throw new HttpError(403);
    });
  expect((await ask(app, "/zzz")).body).toBe("nf /zzz");
  expect((await ask(app, "/a/x")).body).toBe("nf /a/x");
  expect((await ask(app, "/a/y")).body).toBe("error");
});

Deno.test("without an error page the status is answered in plain words, without the message of an unknown error", async () => {
  const app = new App()
    .get("/h", () => {
      throw new HttpError(409, "already taken");
    })
    .get("/e", () => {
      throw new Error("password=secret");
    });
  expect(await ask(app, "/h")).toMatchObject({
    status: 409,
    body: "already taken",
  });
  const failed = await quietly(() => ask(app, "/e"));
  expect([failed.status, failed.body]).toEqual([500, "Internal server error"]);
});

Deno.test("an error reaches the outer middlewares as an exception, also the 404 of an unknown URL", async () => {
  const caught: unknown[] = [];
  const app = new App()
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch (error) {
        caught.push((error as HttpError).status);
        return ctx.text("caught");
      }
    })
    .get("/t", () => {
      throw new HttpError(409);
    });
  expect((await ask(app, "/t")).body).toBe("caught");
  expect((await ask(app, "/unknown")).body).toBe("caught");
  expect(caught).toEqual([409, 404]);
});

Deno.test("ctx.error holds what was thrown once a middleware catches it, and a page rendered then is not an error page", async () => {
  const seen: unknown[] = [];
  const app = new App()
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch (error) {
        seen.push([error, ctx.error]);
        return ctx.render(<p>recovered</p>);
      }
    })
    .get("/", () => {
      throw "bad";
    });
  const res = await ask(app, "/");
  expect(seen).toEqual([["bad", "bad"]]);
  expect([res.status, res.body.includes("recovered")]).toEqual([200, true]);
});

Deno.test("an HttpError without a message is answered with its status text, and an invalid error status gives 500", async () => {
  expect(new HttpError(404).message).toBe("");
  const statuses = [404, 413, 418, 422, 429, 451, 503] as const;
  const words = await quietly(() =>
    Promise.all(statuses.map(async (status) => {
      const app = new App().get("/", () => {
        throw new HttpError(status);
      });
      return (await ask(app, "/")).body;
    }))
  );
  expect(words).toEqual([
    "Not Found",
    "Content Too Large",
    "I'm a teapot",
    "Unprocessable Entity",
    "Too Many Requests",
    "Unavailable For Legal Reasons",
    "Service Unavailable",
  ]);
  const cause = new Error("why");
  const own = new HttpError(403, "not yours", { cause });
  expect(own).toMatchObject({ name: "HttpError", status: 403, cause });
  expect(own.message).toBe("not yours");
  // Only a cast gets past the types.
  for (const status of [0, 101, 204, 304, 600, 777, NaN, -1] as never[]) {
    const app = new App().get("/plain", () => {
      throw new HttpError(status);
    });
    const page = new App().onError({ component: () => <p>page</p> })
      .get("/", () => {
        throw new HttpError(status);
      });
    await quietly(async () => {
      expect((await ask(app, "/plain")).status).toBe(500);
      expect((await ask(page, "/")).status).toBe(500);
    });
  }
});

Deno.test("OPTIONS without a handler lists the methods", async () => {
  const app = new App().get("/a", text("a")).post("/a", text("a"))
    .route("/r", { handlers: { POST: text("r") } })
    .options("/o", text("own"));
  for (const [path, allow] of [["/a", "GET, HEAD, POST"], ["/r", "POST"]]) {
    const res = await ask(app, path!, { method: "OPTIONS" });
    expect([res.status, res.headers.get("allow")]).toEqual([204, allow]);
  }
  expect((await ask(app, "/o", { method: "OPTIONS" })).body).toBe("own");
  expect((await ask(app, "/x", { method: "OPTIONS" })).status).toBe(404);
});

Deno.test("a malformed percent escape gives 400, anywhere in the path", async () => {
  const app = new App().get("/:a", text("a")).get("/", text("root"));
  for (const path of ["/%", "/%zz", "/a%2", "/%c0%ae", "/%ff", "/x/%e0%80"]) {
    expect([path, (await ask(app, path)).status]).toEqual([path, 400]);
  }
  expect((await ask(app, "/?q=%zz")).status).toBe(200);
});

Deno.test("huge headers and bodies are harmless: a body is read only if a handler asks for it", async () => {
  const app = new App().post(
    "/len",
    async (ctx) => ctx.text(String((await ctx.req.arrayBuffer()).byteLength)),
  );
  const body = new Uint8Array(4_000_000);
  const headers = { "x-huge": "a".repeat(60_000) };
  expect((await ask(app, "/len", { method: "POST", body, headers })).body).toBe(
    "4000000",
  );
  expect((await ask(app, "/nope", { method: "POST", body, headers })).status)
    .toBe(404);
  expect((await ask(app, "/" + "a".repeat(100_000))).status).toBe(404);
});

Deno.test("ctx.url has the proxy's scheme and host only with trustProxy, and only well-formed ones", async () => {
  const of = async (
    trustProxy: boolean | undefined,
    headers: Record<string, string>,
  ) => {
    const app = new App(trustProxy === undefined ? {} : { trustProxy })
      .get("/a", (ctx) => ctx.text(ctx.url.href));
    const req = new Request("http://10.0.0.1:8000/a?b", { headers });
    return await (await app.handler()(req)).text();
  };
  const sent = {
    "x-forwarded-proto": "https",
    "x-forwarded-host": "studio.example",
  };
  for (const trust of [undefined, false]) {
    expect(await of(trust, sent)).toBe("http://10.0.0.1:8000/a?b");
  }
  expect(await of(true, sent)).toBe("https://studio.example/a?b");
  expect(await of(true, {})).toBe("http://10.0.0.1:8000/a?b");
  // A client can send values before those of the nearest proxy.
  const chain = {
    "x-forwarded-proto": "http, https",
    "x-forwarded-host": "evil.example, studio.example:8443",
  };
  expect(await of(true, chain)).toBe("https://studio.example:8443/a?b");
  for (const bad of ["", "a/b", "a b", "@evil.example", "a:b:c"]) {
    const headers = {
      "x-forwarded-proto": "javascript",
      "x-forwarded-host": bad,
    };
    expect([bad, await of(true, headers)])
      .toEqual([bad, "http://10.0.0.1:8000/a?b"]);
  }
});

Deno.test("an app can listen on a port of its own", async () => {
  const abort = new AbortController();
  const port = Promise.withResolvers<number>();
  const done = new App().get("/", text("live")).listen({
    port: 0,
    signal: abort.signal,
    onListen: (address) => port.resolve(address.port),
  });
  const res = await fetch(`http://localhost:${await port.promise}/`);
  expect(await res.text()).toBe("live");
  abort.abort();
  await done;
});
