import { expect } from "expect";
import { App, csp, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import type { State } from "./fixture/utils.ts";
import { ask, quietly } from "./support.ts";

const root = import.meta.dirname! + "/fixture";
const builder = new Builder({ root });
builder.onTransformStaticFile(
  { pluginName: "shout", filter: /\.shout$/ },
  ({ text }) => ({ content: text.toUpperCase() }),
);
const apply = await builder.build({ snapshot: "memory" });

function fixture(basePath = ""): App<State> {
  const app = new App<State>({ basePath }).use(csp({ useNonce: true })).use(
    staticFiles(),
  ).fsRoutes();
  apply(app);
  return app;
}

const bodyOf = (page: string) => /<body>([^]*?)<\/body>/.exec(page)?.[1];

Deno.test("file names become patterns: index, [id], [[optional]], [...rest], (group) and mixed names", async () => {
  const app = fixture();
  const route = async (path: string) => {
    const { status, body } = await ask(app, "/match" + path);
    return status === 200 ? body : status;
  };
  expect(await route("")).toBe("match/index {}");
  expect(await route("/fixed")).toBe("match/fixed {}");
  expect(await route("/a%20b")).toBe('match/[id] {"id":"a b"}');
  expect(await route("/opt")).toBe('match/opt/[[v]] {"v":""}');
  expect(await route("/opt/1")).toBe('match/opt/[[v]] {"v":"1"}');
  expect(await route("/rest/a/b%2Fc")).toBe(
    'match/rest/[...path] {"path":"a/b%2Fc"}',
  );
  expect(await route("/file-7.json")).toBe('match/file-[n].json {"n":"7"}');
  expect(await route("/over@2")).toBe('override {"v":"2"}');
  expect(await route("/a/b/c")).toBe(404);
});

Deno.test("files in directories whose name begins with (_ are not routes", async () => {
  for (
    const path of [
      "/local-island",
      "/(_islands)/local-island",
      "/_app",
      "/_middleware",
      "/_error",
      "/_layout",
    ]
  ) {
    expect((await ask(fixture(), path)).status).toBe(404);
  }
});

Deno.test("middlewares run from the root inwards, see the params, and may be an array", async () => {
  const { headers } = await ask(fixture(), "/docs/intro");
  expect(headers.get("x-trail")).toBe("root,docs1,docs2:intro");
});

Deno.test("a group's layout applies only to its own routes", async () => {
  expect(bodyOf((await ask(fixture(), "/grouped")).body)).toContain(
    '<div class="group">',
  );
  expect(bodyOf((await ask(fixture(), "/plain")).body)).toBe(
    "<p>no islands here</p>",
  );
});

Deno.test("a handler passes data, a status and headers to its component, one handler for each method", async () => {
  const res = await ask(fixture(), "/docs/intro");
  expect([res.status, res.headers.get("x-a"), bodyOf(res.body)]).toEqual([
    201,
    "b",
    "<h1>intro /docs/intro</h1>",
  ]);
  expect((await ask(fixture(), "/docs/intro", { method: "POST" })).body).toBe(
    '{"posted":"intro"}',
  );
  const refused = await ask(fixture(), "/docs/intro", { method: "DELETE" });
  expect([refused.status, refused.headers.get("allow")]).toEqual([
    405,
    "GET, HEAD, POST",
  ]);
});

Deno.test("_error.tsx renders unknown URLs and thrown errors, with their status and inside _app", async () => {
  await quietly(async () => {
    for (
      const [path, status] of [["/unknown", 404], ["/docs/none", 404], [
        "/boom",
        500,
      ], ["/%zz", 400]] as const
    ) {
      const res = await ask(fixture(), path);
      expect([path, res.status, bodyOf(res.body)]).toEqual([
        path,
        status,
        `<h1>Error ${status}</h1>`,
      ]);
      expect(res.body).toContain("<title>Fixture</title>");
    }
  });
});

Deno.test("a page without islands has no script at all", async () => {
  const { body, headers } = await ask(fixture(), "/plain");
  expect(body).not.toContain("<script");
  expect(headers.get("link")).toBe(null);
});

Deno.test("a page with islands lists its scripts in Link headers, and each of them is cached for a year", async () => {
  const app = fixture("/base");
  const { headers, body } = await ask(app, "/base");
  const urls = [...headers.get("link")!.matchAll(/<([^>]+)>/g)].map((match) =>
    match[1]!
  );
  expect(urls.length).toBeGreaterThan(1);
  expect(body).toContain(`from"${urls[0]}"`);
  for (const url of urls) {
    const file = await ask(app, url);
    expect(file.status).toBe(200);
    expect(file.headers.get("content-type")).toBe(
      "text/javascript; charset=utf-8",
    );
    expect(file.headers.get("cache-control")).toBe(
      "public, max-age=31536000, immutable",
    );
  }
});

Deno.test("a static file has an ETag, is revalidated, and a matching ETag gets a 304", async () => {
  const app = fixture();
  const res = await ask(app, "/hello.txt");
  expect([res.status, res.body, res.headers.get("content-type")]).toEqual([
    200,
    "hello\n",
    "text/plain; charset=utf-8",
  ]);
  expect(res.headers.get("cache-control")).toContain("no-cache");
  const etag = res.headers.get("etag")!;
  for (const tag of [etag, etag.slice(2), `"x", ${etag}`, "*"]) {
    const again = await ask(app, "/hello.txt", {
      headers: { "if-none-match": tag },
    });
    expect([again.status, again.body]).toEqual([304, ""]);
  }
  expect(
    (await ask(app, "/hello.txt", { headers: { "if-none-match": '"x"' } }))
      .status,
  ).toBe(200);
  const head = await ask(app, "/hello.txt", { method: "HEAD" });
  expect([head.status, head.body, head.headers.get("content-length")]).toEqual([
    200,
    "",
    "6",
  ]);
});

Deno.test("only a URL with this build's id is cached for a year; another build's is redirected", async () => {
  const app = fixture();
  const { body } = await ask(app, "/picture");
  const url = /src="(\/hello\.txt\?__frsh_c=\w+)"/.exec(body)![1]!;
  expect(body).toContain(`srcset="${url} 1x, ${url} 2x"`);
  expect(body).toContain('<img src="/hello.txt" data-fresh-disable-lock');
  expect(body).toContain(`href="${url}#top"`);
  expect((await ask(app, url)).headers.get("cache-control")).toContain(
    "immutable",
  );
  const old = await ask(app, "/hello.txt?a=1&__frsh_c=old");
  expect([old.status, old.headers.get("location")]).toEqual([
    307,
    "/hello.txt?a=1",
  ]);
});

Deno.test("static files only answer GET and HEAD, and a transform can change them", async () => {
  expect((await ask(fixture(), "/hello.txt", { method: "POST" })).status).toBe(
    405,
  );
  expect((await ask(fixture(), "/loud.shout")).body).toBe("LOUD\n");
});

Deno.test("no spelling of a path escapes the static folder", {
  // The helper process of the fixture's build exits at its own time.
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  const app = fixture();
  const server = Deno.serve({ port: 0, onListen() {} }, app.handler());
  const up = [
    "..",
    "%2e%2e",
    "%2E%2e",
    ".%2e",
    "%2e.",
    "..%00",
    "....",
    "%c0%ae%c0%ae",
    "%252e%252e",
    "..;",
    "\\..",
    "%5c..",
  ];
  const paths = [
    ...up.flatMap((dots) => [`/${dots}/main.ts`, `/x/${dots}/${dots}/main.ts`]),
    "//main.ts",
    "/./../main.ts",
    "/..%2fmain.ts",
    "/..%2f..%2f..%2fetc/passwd",
    "/..%5cmain.ts",
    "/%2fetc%2fpasswd",
    "/static/../main.ts",
    "/hello.txt/../../main.ts",
    "/hello.txt%00.ts",
    "/main.ts",
    "/routes/index.tsx",
    "/islands/Counter.tsx",
    "/_fresh/server.js",
    "/_fresh/js/../../main.ts",
    "/file:///etc/passwd",
    `/${root}/main.ts`,
    "/constructor",
    "/__proto__",
  ];
  for (const path of paths) {
    // A raw socket: fetch would normalise the path first.
    const conn = await Deno.connect({ port: server.addr.port });
    await conn.write(
      new TextEncoder().encode(
        `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
      ),
    );
    const answer = await new Response(conn.readable).text();
    expect([path, answer.slice(9, 12)]).toEqual([
      path,
      expect.stringMatching(/^(400|404)$/),
    ]);
    expect(answer).not.toContain("staticFiles");
    expect(answer).not.toContain("root:x");
  }
  await server.shutdown();
});

Deno.test("the build id follows the contents: the same files give the same id, others another", async () => {
  const idOf = async (dir: string) => {
    const app = new App().use(staticFiles()).fsRoutes();
    (await new Builder({ root: dir }).build({ snapshot: "memory" }))(app);
    return /__frsh_c=(\w+)/.exec((await ask(app, "/")).body)![1];
  };
  const dir = await Deno.makeTempDir({ dir: root, prefix: "tmp_" });
  try {
    await Deno.mkdir(dir + "/routes");
    await Deno.mkdir(dir + "/static");
    await Deno.writeTextFile(
      dir + "/routes/index.tsx",
      'export default () => <img src="/a.png" />;',
    );
    await Deno.writeTextFile(dir + "/static/a.png", "1");
    const first = await idOf(dir);
    expect(await idOf(dir)).toBe(first);
    await Deno.writeTextFile(dir + "/static/a.png", "2");
    expect(await idOf(dir)).not.toBe(first);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
