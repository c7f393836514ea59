import { expect } from "expect";
import * as fresh from "fresh";
import * as dev from "fresh/dev";
import * as runtime from "fresh/runtime";

/**
 * Genuine Fresh 2.3's exports: docs/latest/advanced/api-reference.md and the
 * pages that it links to.
 */
const GENUINE: Record<string, string[]> = {
  "fresh": [
    ..."App staticFiles createDefine page HttpError cors csrf csp trailingSlashes ipFilter Context"
      .split(" "),
    ..."FreshContext PageProps Middleware MiddlewareFn HandlerFn HandlerByMethod RouteHandler PageResponse"
      .split(" "),
    ..."RouteConfig LayoutConfig Define FreshConfig ResolvedFreshConfig ListenOptions Island Method"
      .split(" "),
    ..."CORSOptions CsrfOptions CSPOptions Lazy MaybeLazy RouteData".split(" "),
    ..."IpFilterOptions IpFilterRules WebSocketHandlers WebSocketUpgradeOptions"
      .split(" "),
  ],
  "fresh/runtime": "IS_BROWSER asset assetSrcSet Partial Head HttpError".split(
    " ",
  ),
  "fresh/dev":
    "Builder BuildOptions OnTransformArgs OnTransformOptions ResolvedBuildConfig TransformFn"
      .split(" "),
};

const TYPES =
  /Options$|Props$|Config$|Lazy$|Rules$|^WebSocket|^(RouteData|FreshContext|Middleware|MiddlewareFn|Handler\w+|RouteHandler|PageResponse|Define|Island|Method|OnTransform\w+|TransformFn)$/;

Deno.test("every value that Fresh documents is exported, and no other", () => {
  const modules = { fresh, "fresh/runtime": runtime, "fresh/dev": dev };
  for (const [name, module] of Object.entries(modules)) {
    const values = GENUINE[name]!.filter((value) => !TYPES.test(value));
    expect([name, Object.keys(module).sort()]).toEqual([name, values.sort()]);
  }
});

Deno.test("App, Context and Builder have the members that Fresh documents, and no others", async () => {
  const members = (value: object) =>
    [
      ...Object.keys(value),
      ...Object.getOwnPropertyNames(Object.getPrototypeOf(value)),
    ].filter((name) => name !== "constructor").sort();
  let context: string[] = [];
  const app = new fresh.App().get("/", (ctx) => {
    context = members(ctx);
    return ctx.text("");
  });
  await app.handler()(new Request("http://localhost/"));
  expect(context).toEqual(
    ("config url req route params state error info isPartial Component next redirect render json text html stream " +
      "upgrade").split(" ").sort(),
  );
  expect(members(app)).toEqual(
    ("config use get post put patch delete head options all route ws appWrapper layout onError notFound fsRoutes " +
      "mountApp handler listen").split(" ").sort(),
  );
  expect(members(new dev.Builder())).toEqual(
    "build config listen onTransformStaticFile registerIsland".split(" "),
  );
});

Deno.test("the app uses nothing of lib/fresh that genuine Fresh does not export", async () => {
  const root = new URL("../../", import.meta.url);
  const files = ["main.ts", "dev.ts", "fresh.config.ts"]
    .map((name) => new URL(name, root));
  for (
    const dir of ["routes/", "islands/", "components/", "lib/", "scripts/"]
  ) {
    files.push(...await below(new URL(dir, root)));
  }
  let imports = 0;
  for (const file of files) {
    const { pathname } = file;
    if (pathname.includes("/lib/fresh/")) continue;
    const code = await Deno.readTextFile(file);
    const sources = [
      ...code.matchAll(
        /\b(?:from|import)[\s(]*["']([^"']*lib\/fresh[^"']*|@fresh\/[^"']*|fresh(?:\/[^"']*)?)["']/g,
      ),
    ];
    const named = [
      ...code.matchAll(
        /\bimport\s+(?:type\s+)?\{([^}]*)\}\s+from\s+"(fresh(?:\/\w+)?)"/g,
      ),
    ];
    // `import *`, `export … from` and `import()` would hide names from this test.
    expect([pathname, named.length]).toEqual([pathname, sources.length]);
    for (const [, names, source] of named) {
      for (const part of names!.split(",")) {
        const name = part.trim().replace(/^type\s+|\s+as\s.*$/g, "");
        if (name === "") continue;
        imports++;
        expect([pathname, GENUINE[source!] ?? []]).toEqual([
          pathname,
          expect.arrayContaining([name]),
        ]);
      }
    }
  }
  expect(imports).toBeGreaterThan(0);
});

async function below(dir: URL): Promise<URL[]> {
  const found: URL[] = [];
  for await (const { name, isDirectory } of Deno.readDir(dir)) {
    if (isDirectory) {
      found.push(...await below(new URL(encodeURIComponent(name) + "/", dir)));
    } else if (/\.tsx?$/.test(name)) {
      found.push(new URL(encodeURIComponent(name), dir));
    }
  }
  return found;
}
