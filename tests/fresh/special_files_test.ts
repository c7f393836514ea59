import { expect } from "expect";
import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { ask, quietly } from "./support.ts";

/** Route files by name, as an app; each test has its own folder. */
async function withRoutes(
  files: Record<string, string>,
  run: (app: App<unknown>, dir: string) => Promise<void>,
  path = "",
): Promise<void> {
  const dir = await Deno.makeTempDir({
    dir: import.meta.dirname!,
    prefix: "tmp_",
  });
  try {
    for (const [name, code] of Object.entries(files)) {
      const file = `${dir}/${name}`;
      await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), {
        recursive: true,
      });
      await Deno.writeTextFile(file, code);
    }
    const app = new App().use(staticFiles()).get(
      "/code",
      (ctx) => ctx.render(null),
    ).fsRoutes(path);
    (await new Builder({ root: dir }).build({ snapshot: "memory" }))(app);
    await run(app, dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const bodyOf = (page: string) => /<body>([^]*?)<\/body>/.exec(page)?.[1];
const layout = (name: string) =>
  `export default ({ Component }) => <div class="${name}"><Component /></div>;`;
const page = (text: string) => `export default () => <p>${text}</p>;`;

Deno.test("_404.tsx answers unknown URLs and HttpError 404 with 404, _error.tsx of a folder answers the rest", () =>
  withRoutes({
    "routes/_404.tsx": "export default ({ url }) => <p>404 {url.pathname}</p>;",
    "routes/a/_error.tsx":
      "export default ({ error }) => <p>a: {error.message}</p>;",
    "routes/a/gone.ts":
      'import { HttpError } from "fresh"; export const handler = () => { throw new HttpError(404); };',
    "routes/a/busy.ts":
      'import { HttpError } from "fresh"; export const handler = () => { throw new HttpError(503, "busy"); };',
  }, async (app) => {
    for (const path of ["/x", "/a/gone", "/a/x"]) {
      const res = await ask(app, path);
      expect([res.status, bodyOf(res.body)]).toEqual([
        404,
        `<p>404 ${path}</p>`,
      ]);
    }
    const busy = await quietly(() => ask(app, "/a/busy"));
    expect([busy.status, bodyOf(busy.body)]).toEqual([503, "<p>a: busy</p>"]);
  }));

Deno.test("a page or a layout skips outer layouts by its config, and files in a group inherit from both sides", () =>
  withRoutes({
    "routes/_app.tsx": layout("app"),
    "routes/_layout.tsx": layout("root"),
    "routes/(g)/_layout.tsx": layout("g"),
    "routes/(g)/in.tsx": page("in"),
    "routes/alone.tsx":
      "export const config = { skipInheritedLayouts: true };" + page("alone"),
    "routes/bare.tsx":
      "export const config = { skipAppWrapper: true, skipInheritedLayouts: true };" +
      page("bare"),
    "routes/cut/_layout.tsx":
      "export const config = { skipInheritedLayouts: true };" + layout("cut"),
    "routes/cut/in.tsx": page("cut"),
  }, async (app) => {
    const shown = async (path: string) => bodyOf((await ask(app, path)).body);
    const app_ = (inner: string) => `<div class="app">${inner}</div>`;
    expect(await shown("/in")).toBe(
      app_('<div class="root"><div class="g"><p>in</p></div></div>'),
    );
    expect(await shown("/alone")).toBe(app_("<p>alone</p>"));
    expect(await shown("/bare")).toBe("<p>bare</p>");
    expect(await shown("/cut/in")).toBe(
      app_('<div class="cut"><p>cut</p></div>'),
    );
    // The app wrapper also applies to routes in code.
    expect(await shown("/code")).toBe(app_(""));
  }));

Deno.test("a middleware file may export `handler`, and sees the 404 of an unknown URL below the root only", () =>
  withRoutes({
    "routes/_middleware.ts": `export const handler = async (ctx) => {
      try { return await ctx.next(); } catch (error) { return ctx.text("root " + error.status, { status: error.status }); } };`,
    "routes/a/_middleware.ts": 'export default () => new Response("a");',
    "routes/a/index.tsx": page("a"),
  }, async (app) => {
    expect(await ask(app, "/a")).toMatchObject({ status: 200, body: "a" });
    expect(await ask(app, "/a/unknown")).toMatchObject({
      status: 404,
      body: "root 404",
    });
  }));

Deno.test("the files can be mounted below a path", () =>
  withRoutes({
    "routes/index.tsx": page("root"),
    "routes/[id].tsx": "export default ({ params }) => <p>{params.id}</p>;",
  }, async (app) => {
    expect(bodyOf((await ask(app, "/sub")).body)).toBe("<p>root</p>");
    expect(bodyOf((await ask(app, "/sub/7")).body)).toBe("<p>7</p>");
    expect((await ask(app, "/7")).status).toBe(404);
  }, "/sub"));

Deno.test("a route file without useful exports is an error of the build", async () => {
  for (const code of ["export const x = 1;", "const x = 1;", ""]) {
    const built = withRoutes(
      { "routes/a/empty.ts": code, "routes/fine.tsx": page("fine") },
      () => Promise.resolve(),
    );
    await expect(built).rejects.toThrow(
      "routes/a/empty.ts exports neither a component nor a handler",
    );
  }
});

Deno.test("two route files with one path answer their methods together, each in its own layouts", () =>
  withRoutes({
    "routes/(g)/_layout.tsx": layout("g"),
    "routes/(g)/bar.tsx":
      'export const handler = { POST: () => new Response("posted") };',
    "routes/(h)/_layout.tsx": layout("h"),
    "routes/(h)/bar.tsx": 'import { page } from "fresh";' +
      "export const handler = { GET: () => page({}) };" + page("got"),
    "routes/(g)/late.ts":
      'export const handler = { PUT: () => new Response("put") };',
    "routes/late.ts":
      'throw new Error("does not load");export const handler = 1;',
  }, async (app) => {
    expect((await ask(app, "/bar", { method: "POST" })).body).toBe("posted");
    expect(bodyOf((await ask(app, "/bar")).body))
      .toBe('<div class="h"><p>got</p></div>');
    expect((await ask(app, "/bar", { method: "HEAD" })).status).toBe(200);
    const refused = await ask(app, "/bar", { method: "DELETE" });
    expect([refused.status, refused.headers.get("allow")])
      .toEqual([405, "GET, HEAD, POST"]);
    const asked = await ask(app, "/bar", { method: "OPTIONS" });
    expect([asked.status, asked.headers.get("allow")])
      .toEqual([204, "GET, HEAD, POST"]);
    expect((await quietly(() => ask(app, "/late"))).status).toBe(500);
  }));

Deno.test("handlers of a layout, and an object in place of a middleware, are ignored with a warning", async () => {
  const warnings: string[] = [];
  const original = console.warn;
  console.warn = (text) => warnings.push(text);
  try {
    await withRoutes({
      "routes/a/_middleware.ts":
        'export const handler = { GET: () => new Response("middleware") };',
      "routes/a/_layout.tsx":
        'export const handler = () => new Response("layout");' + layout("a"),
      "routes/a/index.tsx": page("a"),
    }, async (app) => {
      expect(bodyOf((await ask(app, "/a")).body))
        .toBe('<div class="a"><p>a</p></div>');
    });
  } finally {
    console.warn = original;
  }
  expect(warnings.sort()).toEqual([
    expect.stringContaining("routes/a/_layout.tsx: a layout has no handlers"),
    expect.stringContaining("routes/a/_middleware.ts: a middleware is for"),
  ]);
});

Deno.test("the browser gets one Preact, the app's", () =>
  withRoutes({
    "islands/One.tsx":
      'import { useState } from "preact/hooks"; import { signal } from "@preact/signals"; export default () => [useState, signal];',
    "islands/Two.tsx":
      'import { Head, asset } from "fresh/runtime"; export default () => [Head, asset];',
    "routes/index.tsx":
      'import One from "../islands/One.tsx"; import Two from "../islands/Two.tsx"; export default () => <><One /><Two /></>;',
  }, async (_, dir) => {
    const app = new App().use(staticFiles()).fsRoutes();
    (await new Builder({ root: dir }).build({
      mode: "development",
      snapshot: "memory",
    }))(app);
    const { headers } = await ask(app, "/");
    let modules = 0;
    for (const [, url] of headers.get("link")!.matchAll(/<([^>]+)>/g)) {
      // In development, esbuild names each module in a comment.
      modules += (await ask(app, url!)).body.match(
        /^\/\/ .*preact\/dist\/preact\.[\w.]+$/gm,
      )?.length ?? 0;
    }
    expect(modules).toBe(1);
  }));
