import { expect } from "expect";
import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { until } from "@/tests/_support/patience.ts";

const root = import.meta.dirname! + "/fixture";

/** A project beside the fixture, so that names resolve as in the repository. */
async function withProject(
  files: Record<string, string>,
  run: (dir: string) => Promise<void>,
): Promise<void> {
  const dir = await Deno.makeTempDir({
    dir: import.meta.dirname!,
    prefix: "tmp_",
  });
  try {
    for (const [name, text] of Object.entries({ "main.ts": MAIN, ...files })) {
      await Deno.mkdir(dir + "/" + name.split("/").slice(0, -1).join("/"), {
        recursive: true,
      });
      await Deno.writeTextFile(`${dir}/${name}`, text);
    }
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const MAIN =
  'import { App, staticFiles } from "fresh";\nexport const app = new App().use(staticFiles()).fsRoutes();\n';
const COUNTER = await Deno.readTextFile(root + "/islands/Counter.tsx");
const PAGE = `import { useSignal } from "@preact/signals";
import Counter from "../islands/Counter.tsx";
export default () => { const count = useSignal(0); return <Counter count={count} label="a" />; };`;

async function gzipped(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(
    new CompressionStream("gzip"),
  );
  return (await new Response(stream).arrayBuffer()).byteLength;
}

/** Starts a build with these arguments from a directory, and uses it. */
async function serveBuilt(
  args: (port: number) => string[],
  cwd: string,
  run: (base: string) => Promise<void>,
): Promise<void> {
  const probe = Deno.listen({ port: 0 });
  const { port } = probe.addr;
  probe.close();
  const server = new Deno.Command(Deno.execPath(), {
    args: args(port),
    cwd,
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  try {
    const base = `http://localhost:${port}`;
    let ended = false;
    server.status.then(() => ended = true);
    await until("the server's first answer, or its end", async () => {
      if (ended) return true;
      await (await fetch(base)).body?.cancel();
      return true;
    });
    if (ended) throw new Error("The server did not start");
    await run(base);
  } finally {
    try {
      server.kill();
    } catch {
      // It has already exited.
    }
    await server.status;
  }
}

Deno.test("a build runs with `deno serve`, and from any directory where a script imports it", () =>
  withProject({
    "islands/Counter.tsx": COUNTER,
    "routes/index.tsx": PAGE,
    "static/a b/ü#?.txt": "odd",
    "start.ts":
      'const { default: built } = await import("./_fresh/server.js");\nDeno.serve({ port: Number(Deno.args[0]) }, built.fetch);\n',
  }, async (dir) => {
    await new Builder({ root: dir }).build();
    const check = async (base: string) => {
      const page = await (await fetch(base + "/")).text();
      expect(page).toContain(">a: 0</button>");
      const script = /from"([^"]+)"/.exec(page)![1];
      expect(await (await fetch(base + script)).text()).toContain("__boot");
      expect(await (await fetch(base + "/a%20b/%C3%BC%23%3F.txt")).text()).toBe(
        "odd",
      );
    };
    await serveBuilt(
      (port) => ["serve", "-A", "--port", `${port}`, "_fresh/server.js"],
      dir,
      check,
    );
    await serveBuilt(
      (port) => ["run", "-A", dir + "/start.ts", `${port}`],
      "/",
      check,
    );
  }));

Deno.test("a small island with signals costs at most 11 kB of JavaScript, gzipped", () =>
  withProject(
    { "islands/Counter.tsx": COUNTER, "routes/index.tsx": PAGE },
    async (dir) => {
      const app = new App().use(staticFiles()).fsRoutes();
      (await new Builder({ root: dir }).build({ snapshot: "memory" }))(app);
      const handler = app.handler();
      const get = (url: string) => handler(new Request("http://x" + url));
      let total = 0;
      for (
        const [, url] of (await get("/")).headers.get("link")!.matchAll(
          /<([^>]+)>/g,
        )
      ) {
        total += await gzipped(await (await get(url!)).text());
      }
      expect(total).toBeGreaterThan(5_000);
      expect(total).toBeLessThanOrEqual(11_000);
    },
  ));

Deno.test("browser files name no file of the project and have no source map, unless configured", () =>
  withProject(
    { "islands/Counter.tsx": COUNTER, "routes/index.tsx": PAGE },
    async (dir) => {
      await new Builder({ root: dir }).build();
      const js = dir + "/_fresh/static/_fresh/js";
      for await (const { name } of Deno.readDir(js)) {
        const code = await Deno.readTextFile(`${js}/${name}`);
        expect(code).not.toContain(dir);
        expect(code).not.toMatch(/sourceMappingURL|\.tsx/);
      }
      await new Builder({ root: dir, sourceMap: { kind: "linked" } }).build();
      expect(
        (await Array.fromAsync(Deno.readDir(js))).some(({ name }) =>
          name.endsWith(".js.map")
        ),
      ).toBe(true);
    },
  ));

Deno.test("FRESH_PUBLIC_ variables are inlined into islands, and no other variable is", () =>
  withProject({
    "islands/Env.tsx": `import { shared } from "../shared.ts";
export default () => <p>{Deno.env.get("FRESH_PUBLIC_TEST_A")} {process.env.FRESH_PUBLIC_TEST_B}
  {Deno.env.get("FRESH_PUBLIC_TEST_NONE") ?? "none"} {shared}</p>;`,
    "shared.ts":
      'export const shared = Deno.env.get(\n  `FRESH_PUBLIC_TEST_A`,\n) + String(() => Deno.env.get("TEST_SECRET"));',
    "routes/index.tsx":
      'import Env from "../islands/Env.tsx"; export default () => <Env />;',
  }, async (dir) => {
    const set = {
      FRESH_PUBLIC_TEST_A: 'one "quoted" </script>',
      FRESH_PUBLIC_TEST_B: "two",
      TEST_SECRET: "hush",
    };
    for (const [name, value] of Object.entries(set)) Deno.env.set(name, value);
    try {
      await new Builder({ root: dir }).build();
    } finally {
      for (const name of Object.keys(set)) Deno.env.delete(name);
    }
    let code = "";
    for await (
      const { name } of Deno.readDir(dir + "/_fresh/static/_fresh/js")
    ) {
      code += await Deno.readTextFile(`${dir}/_fresh/static/_fresh/js/${name}`);
    }
    expect(code).toMatch(/one "quoted" /);
    expect(code).toContain('"two"');
    expect(code).not.toMatch(/FRESH_PUBLIC|process\.env|hush/);
    expect(code).toContain('Deno.env.get("TEST_SECRET")');
  }));

Deno.test("the options set other folders, and files to leave out", () =>
  withProject({
    "src/app.ts": MAIN,
    "src/parts/Counter.tsx": COUNTER,
    "src/pages/index.tsx": PAGE.replace("../islands", "../parts"),
    "src/pages/draft.tsx": PAGE,
    "src/pages/index_test.tsx": PAGE,
    "public/a.txt": "a",
  }, async (dir) => {
    const builder = new Builder({
      root: `file://${dir}`,
      serverEntry: "src/app.ts",
      islandDir: "src/parts",
      routeDir: dir + "/src/pages",
      staticDir: "public",
      outDir: "out/web",
      ignore: [/draft/],
      target: ["chrome120", "safari16"],
    });
    await builder.build();
    const { app } = await import(`file://${dir}/out/web/server.js`);
    const handler = app.handler();
    expect(await (await handler(new Request("http://x/"))).text()).toContain(
      "__boot",
    );
    expect(await (await handler(new Request("http://x/a.txt"))).text()).toBe(
      "a",
    );
    expect((await handler(new Request("http://x/draft"))).status).toBe(404);
  }));

Deno.test("of several static folders the first that has a file serves it, tests are left out, and asset() knows the build outside of a page", () =>
  withProject({
    "routes/index.tsx": `import { asset } from "fresh/runtime";
export const handler = () => new Response(asset("/both.txt"));`,
    "one/both.txt": "one",
    "two/both.txt": "two",
    "two/only.txt": "only",
    "two/some_test.ts": "",
  }, async (dir) => {
    const app = new App().use(staticFiles()).fsRoutes();
    const builder = new Builder({ root: dir, staticDir: ["one", "two"] });
    expect(builder.config.staticDir).toEqual([`${dir}/one`, `${dir}/two`]);
    (await builder.build({ snapshot: "memory" }))(app);
    const handler = app.handler();
    const get = async (path: string) => {
      const res = await handler(new Request("http://x" + path));
      return [res.status, await res.text()];
    };
    expect(await get("/both.txt")).toEqual([200, "one"]);
    expect(await get("/only.txt")).toEqual([200, "only"]);
    expect(await get("/some_test.ts")).toEqual([404, "Not Found"]);
    // A browser asks for it on its own.
    expect(await get("/favicon.ico")).toEqual([404, ""]);
    const [, url] = await get("/");
    expect(url).toMatch(/^\/both\.txt\?__frsh_c=\w+$/);
  }));

Deno.test("a file elsewhere can be registered as an island", () =>
  withProject({
    "other/Counter.tsx": COUNTER,
    "routes/index.tsx": PAGE.replace("../islands", "../other"),
  }, async (dir) => {
    const builder = new Builder({ root: dir });
    builder.registerIsland("other/Counter.tsx");
    await builder.build();
    const { app } = await import(`file://${dir}/_fresh/server.js`);
    expect(await (await app.handler()(new Request("http://x/"))).text())
      .toContain("__boot");
  }));

Deno.test("islands of the same name in different folders, and what they share, are told apart", () =>
  withProject({
    "islands/Counter.tsx": COUNTER,
    "routes/(_islands)/Counter.tsx":
      COUNTER.replace("default function Counter", "function Other") +
      "\nexport { Other as Named };",
    "routes/index.tsx": PAGE.replace(
      'import Counter from "../islands/Counter.tsx"',
      'import { Named as Counter } from "./(_islands)/Counter.tsx"',
    ),
  }, async (dir) => {
    await new Builder({ root: dir }).build();
    const { app } = await import(`file://${dir}/_fresh/server.js`);
    expect(await (await app.handler()(new Request("http://x/"))).text())
      .toMatch(/ as i0\}from"\/_fresh\/js\/Counter_2-/);
  }));

Deno.test("an island that does not compile fails the build with its file and line", () =>
  withProject(
    { "islands/Bad.tsx": "export default () => <p>\n  {\n" },
    async (dir) => {
      await expect(new Builder({ root: dir }).build()).rejects.toThrow(
        /islands\/Bad\.tsx:\d+:\d+/,
      );
    },
  ));

Deno.test("an island that imports the server side of Fresh gets an error with advice", () =>
  withProject({
    "islands/Bad.tsx":
      'import { App } from "fresh";\nexport default () => new App();',
  }, async (dir) => {
    await expect(new Builder({ root: dir }).build()).rejects.toThrow(
      'what islands may use is in "fresh/runtime"',
    );
  }));

Deno.test("imports of a URL that is only known in the browser are left alone", () =>
  withProject({
    "islands/Lazy.tsx":
      "export default ({ src }) => { import(src); import(`/x/${src}.js`); return null; };",
  }, async (dir) => {
    await new Builder({ root: dir }).build();
    const js = dir + "/_fresh/static/_fresh/js";
    const { name } = (await Array.fromAsync(Deno.readDir(js))).find((
      { name },
    ) => name.startsWith("Lazy"))!;
    expect(await Deno.readTextFile(`${js}/${name}`)).toMatch(/import\(\w+\)/);
  }));
