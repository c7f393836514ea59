/**
 * The cost of this package, beside a plain `Deno.serve` that renders the same
 * page with preact-render-to-string. Prints ratios: 1.00 is as fast as plain.
 *
 *     deno run -A lib/fresh/bench.ts
 */
import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";

type Handler = (req: Request) => Response | Promise<Response>;

const rows = Array.from({ length: 100 }, (_, i) => i);

function Page(_: object) {
  return h(
    "html",
    null,
    h("head", null, h("title", null, "Rows")),
    h(
      "body",
      null,
      h(
        "ul",
        null,
        rows.map((i) => h("li", { class: "row", key: i }, `Row ${i}`)),
      ),
    ),
  );
}

const json = { id: 1, name: "Ines", slots: rows };

const plain: Handler = (req) => {
  if (new URL(req.url).pathname.startsWith("/json/")) {
    return Response.json(json);
  }
  return new Response("<!DOCTYPE html>" + renderToString(h(Page, {})), {
    headers: { "content-type": "text/html; charset=utf-8" },
  });
};

const app = new App()
  .use((ctx) => ctx.next())
  .use(staticFiles())
  .get("/json/:id", (ctx) => ctx.json(json))
  .get("/", (ctx) => ctx.render(h(Page, {})));

/** Responses per millisecond over HTTP, the best of several rounds: the others were disturbed. */
async function throughput(handler: Handler, path: string): Promise<number> {
  const server = Deno.serve({ port: 0, onListen() {} }, handler);
  const url = `http://localhost:${server.addr.port}${path}`;
  let best = 0;
  for (let round = 0; round < 6; round++) {
    const start = performance.now();
    let left = 1_500;
    const count = left;
    await Promise.all(Array.from({ length: 16 }, async () => {
      while (left-- > 0) await (await fetch(url)).arrayBuffer();
    }));
    best = Math.max(best, count / (performance.now() - start));
  }
  await server.shutdown();
  return best;
}

/** Milliseconds from the start of a process to its first response, the best of five. */
async function coldStart(args: string[]): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args,
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const show = (what: string, ratio: number) =>
  console.log(`${what.padEnd(44)} ${ratio.toFixed(2)} ×`);

for (
  const [what, path] of [["JSON: time for a request", "/json/1"], [
    "Page: time for a request",
    "/",
  ]] as const
) {
  show(
    what,
    await throughput(plain, path) / await throughput(app.handler(), path),
  );
}

const fixture = new URL("../../tests/fresh/fixture/", import.meta.url);
await new Builder({ root: fixture.href }).build();
const first = await Deno.makeTempFile({
  dir: new URL("./", import.meta.url).pathname,
  suffix: ".ts",
});
try {
  await Deno.writeTextFile(
    first,
    `import { h } from "preact";
import { renderToString } from "preact-render-to-string";
const handler = () => new Response(renderToString(h("p", null, "no islands here")));
await handler().text();
`,
  );
  const plainStart = await coldStart(["run", "-A", first]);
  await Deno.writeTextFile(
    first,
    `import built from "${new URL("_fresh/server.js", fixture)}";
await (await built.fetch(new Request("http://localhost/plain"))).text();
`,
  );
  show(
    "Cold start: time to the first page",
    await coldStart(["run", "-A", first]) / plainStart,
  );
} finally {
  await Deno.remove(first);
}
