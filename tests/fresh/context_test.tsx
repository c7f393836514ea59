import { expect } from "expect";
import { App } from "fresh";
import { ask, quietly } from "./support.ts";

Deno.test("a redirect is 302 by default, and its slashes cannot lead to another host", async () => {
  const app = new App()
    .get("/a", (ctx) => ctx.redirect("/b"))
    .get("/c", (ctx) => ctx.redirect("https://example.com/x", 307))
    .get("/e", (ctx) => ctx.redirect(ctx.url.searchParams.get("to")!));
  const a = await ask(app, "/a");
  expect([a.status, a.headers.get("location")]).toEqual([302, "/b"]);
  const c = await ask(app, "/c");
  expect([c.status, c.headers.get("location")]).toEqual([
    307,
    "https://example.com/x",
  ]);
  for (
    const evil of ["//evil.com", "///evil.com", "/\\evil.com", "\\\\evil.com"]
  ) {
    const { headers } = await ask(app, "/e?to=" + encodeURIComponent(evil));
    expect(headers.get("location")).toBe("/evil.com");
  }
  // Characters that browsers ignore must not hide a slash.
  for (
    const evil of [
      "\t//evil.com",
      "/\t/evil.com",
      " \\\\evil.com",
      "/\r\n/evil.com",
    ]
  ) {
    const { headers } = await ask(app, "/e?to=" + encodeURIComponent(evil));
    expect([evil, headers.get("location")]).toEqual([evil, "/evil.com"]);
  }
});

Deno.test("a redirect's path has no double slashes; its query, its hash and other hosts' URLs are kept", async () => {
  const app = new App()
    .get("/e", (ctx) => ctx.redirect(ctx.url.searchParams.get("to")!));
  for (
    const [to, location] of [
      ["/", "/"],
      ["//evil.com/foo//bar", "/evil.com/foo/bar"],
      ["/foo//bar/?next=//x//y", "/foo/bar/?next=//x//y"],
      ["/a#//b", "/a#//b"],
      ["https://example.com//x", "https://example.com//x"],
      ["sibling", "sibling"],
    ] as const
  ) {
    const { headers } = await ask(app, "/e?to=" + encodeURIComponent(to));
    expect(headers.get("location")).toBe(location);
  }
});

Deno.test("a redirect of a request for parts of a page asks for parts too", async () => {
  const app = new App().get("/e", (ctx) => ctx.redirect("/b?c=1#d"))
    .get("/f", (ctx) => ctx.redirect("/b"));
  const to = async (path: string) =>
    (await ask(app, path)).headers.get("location");
  expect(await to("/e?fresh-partial=true"))
    .toBe("/b?c=1&fresh-partial=true#d");
  expect(await to("/f?fresh-partial=true")).toBe("/b?fresh-partial=true");
  expect(await to("/e")).toBe("/b?c=1#d");
});

Deno.test("ctx.render() needs JSX or null", async () => {
  const given: unknown[][] = [[], [undefined], ["text"], [1], [{}]];
  for (const args of given) {
    const app = new App().get(
      "/",
      (ctx) =>
        (ctx.render as (...all: unknown[]) => Promise<Response>)(...args),
    );
    expect((await quietly(() => ask(app, "/"))).status).toBe(500);
  }
  const app = new App().get("/", (ctx) => ctx.render(null));
  expect((await ask(app, "/")).status).toBe(200);
});

Deno.test("json, text and html set their content types and keep status and headers", async () => {
  const init = { status: 201, headers: { "x-a": "b" } };
  const app = new App()
    .get("/json", (ctx) => ctx.json({ a: 1 }, init))
    .get("/text", (ctx) => ctx.text("t", init))
    .get("/html", (ctx) => ctx.html("<p>", init));
  for (
    const [path, type, body] of [["/json", "application/json", '{"a":1}'], [
      "/text",
      "text/plain",
      "t",
    ], ["/html", "text/html", "<p>"]]
  ) {
    const res = await ask(app, path!);
    expect([res.status, res.headers.get("x-a"), res.body]).toEqual([
      201,
      "b",
      body,
    ]);
    expect(res.headers.get("content-type")).toContain(type);
  }
});

Deno.test("a stream is sent as it arrives, and cancelling it ends its source", async () => {
  let ended = false;
  async function* source() {
    try {
      for (let i = 0;; i++) {
        yield `data: ${i}\n\n`;
        await Promise.resolve();
      }
    } finally {
      ended = true;
    }
  }
  const app = new App().get(
    "/",
    (ctx) =>
      ctx.stream(source, { headers: { "content-type": "text/event-stream" } }),
  );
  const res = await app.handler()(new Request("http://localhost/"));
  expect(res.headers.get("content-type")).toBe("text/event-stream");
  const reader = res.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe(
    "data: 0\n\n",
  );
  await reader.cancel();
  await new Promise((resolve) => setTimeout(resolve));
  expect(ended).toBe(true);
  const bytes = new App().get(
    "/",
    (ctx) => ctx.stream([new Uint8Array([65]), "B"]),
  );
  expect((await ask(bytes, "/")).body).toBe("AB");
});

Deno.test("ctx has the request, its URL, the connection, the config and whether partials are requested", async () => {
  const app = new App().get("/p", (ctx) =>
    ctx.json({
      method: ctx.req.method,
      q: ctx.url.searchParams.get("q"),
      host: (ctx.info.remoteAddr as Deno.NetAddr).hostname,
      mode: ctx.config.mode,
      partial: ctx.isPartial,
      error: ctx.error,
    }));
  expect(JSON.parse((await ask(app, "/p?q=1&fresh-partial=true")).body))
    .toEqual({
      method: "GET",
      q: "1",
      host: "localhost",
      mode: "production",
      partial: true,
      error: null,
    });
});

Deno.test("render takes a status and headers", async () => {
  const app = new App().get(
    "/",
    (ctx) =>
      ctx.render(<h1>tea</h1>, { status: 418, headers: { "X-Foo": "abc" } }),
  );
  const res = await ask(app, "/");
  expect([
    res.status,
    res.headers.get("x-foo"),
    res.headers.get("content-type"),
  ])
    .toEqual([418, "abc", "text/html; charset=utf-8"]);
  expect(res.body).toMatch(
    /^<!DOCTYPE html><html>.*<body><h1>tea<\/h1><\/body><\/html>$/,
  );
});

Deno.test("ctx.upgrade opens a WebSocket, with handlers or raw, and so does app.ws", async () => {
  const app = new App()
    .use(async (ctx) => await ctx.next())
    .get(
      "/managed",
      (ctx) =>
        ctx.upgrade({
          message: (socket, event) => socket.send("m:" + event.data),
        }),
    )
    .get("/bare", (ctx) => {
      const { socket, response } = ctx.upgrade();
      socket.onmessage = (event) => socket.send("b:" + event.data);
      return response;
    })
    .ws("/ws", { message: (socket, event) => socket.send("w:" + event.data) });
  const server = Deno.serve({ port: 0, onListen() {} }, app.handler());
  for (const [path, mark] of [["managed", "m"], ["bare", "b"], ["ws", "w"]]) {
    const socket = new WebSocket(`ws://localhost:${server.addr.port}/${path}`);
    socket.onopen = () => socket.send("hi");
    const { data } = await new Promise<MessageEvent>((resolve) =>
      socket.onmessage = resolve
    );
    expect(data).toBe(`${mark}:hi`);
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await closed;
  }
  const plain = await fetch(`http://localhost:${server.addr.port}/ws`);
  expect([plain.status, await plain.text()]).toEqual([
    400,
    "Expected a WebSocket upgrade request",
  ]);
  await server.shutdown();
});
