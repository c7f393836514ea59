import { expect } from "expect";
import * as fresh from "fresh";
import * as dev from "fresh/dev";
import * as runtime from "fresh/runtime";

/** What genuine Fresh 2.3 exports: docs/latest/advanced/api-reference.md and the pages that it links to. */
const GENUINE: Record<string, string[]> = {
  "fresh": [
    ..."App staticFiles createDefine page HttpError cors csrf csp trailingSlashes ipFilter Context"
      .split(" "),
    ..."FreshContext PageProps Middleware MiddlewareFn HandlerFn HandlerByMethod RouteHandler PageResponse"
      .split(" "),
    ..."RouteConfig LayoutConfig Define FreshConfig ResolvedFreshConfig ListenOptions Island Method"
      .split(" "),
    ..."CORSOptions CsrfOptions CSPOptions".split(" "),
  ],
  "fresh/runtime": "IS_BROWSER asset assetSrcSet Partial Head HttpError".split(
    " ",
  ),
  "fresh/dev":
    "Builder BuildOptions OnTransformArgs OnTransformOptions TransformFn".split(
      " ",
    ),
};

Deno.test("every value that Fresh documents is there", () => {
  const values = (names: string[]) =>
    names.filter((name) =>
      !/Options$|Props$|Config$|^(FreshContext|Middleware|MiddlewareFn|Handler\w+|RouteHandler|PageResponse|Define|Island|Method|OnTransform\w+|TransformFn)$/
        .test(name)
    );
  expect(Object.keys(fresh)).toEqual(
    expect.arrayContaining(values(GENUINE["fresh"]!)),
  );
  expect(Object.keys(runtime)).toEqual(
    expect.arrayContaining(values(GENUINE["fresh/runtime"]!)),
  );
  expect(Object.keys(dev)).toEqual(
    expect.arrayContaining(values(GENUINE["fresh/dev"]!)),
  );
});

Deno.test("the app takes nothing from lib/fresh that genuine Fresh does not export", async () => {
  const root = new URL("../../", import.meta.url);
  const files = [
    ...await below(new URL("routes/", root)),
    ...await below(new URL("islands/", root)),
  ];
  files.push(
    ...await below(new URL("components/", root)),
    ...await below(new URL("lib/", root)),
  );
  files.push(
    ...["main.ts", "dev.ts", "fresh.config.ts"].map((name) =>
      new URL(name, root)
    ),
  );
  let imports = 0;
  for (const file of files) {
    if (file.pathname.includes("/lib/fresh/")) continue;
    const code = await Deno.readTextFile(file).catch(() => "");
    expect([file.pathname, code]).toEqual([
      file.pathname,
      expect.not.stringMatching(
        /from "[^"]*lib\/fresh|"@fresh\/core|"fresh\/internal/,
      ),
    ]);
    for (
      const [, names, source] of code.matchAll(
        /import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+"(fresh(?:\/\w+)?)"/g,
      )
    ) {
      for (
        const name of names!.split(",").map((part) =>
          part.trim().replace(/^type\s+|\s+as\s.*$/g, "")
        ).filter(Boolean)
      ) {
        imports++;
        expect([file.pathname, GENUINE[source!] ?? []]).toEqual([
          file.pathname,
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
