/**
 * Enforces the diagram in docs/architecture.md: who may import whom. Add a new
 * arrow to the diagram first, and then here, with its reason.
 */
import { expect } from "expect";
import {
  type Import,
  importGraph,
  reachable,
} from "@/tests/_support/import_graph.ts";

const graph = await importGraph([
  "components",
  "gallery",
  "islands",
  "lib",
  "routes",
  "dev.ts",
  "fresh.config.ts",
  "main.ts",
]);

/** Fresh itself, from wherever: `lib/fresh` stands in for it (decision 002). */
const FRESH = /^lib\/fresh\/|@fresh\/core/;

/** Each folder of `lib/` is a part; everything else belongs to its top folder. */
function part(file: string): string {
  if (FRESH.test(file)) return "fresh";
  const [top = "", second = "", third] = file.split("/");
  if (top !== "lib" || file.includes(":")) return top;
  return third === undefined ? `lib/${second}` : `lib/${second}/`;
}

const own = (file: string) => !file.includes(":") || FRESH.test(file);

/** Parts, or single files of a part. */
interface Arrows {
  /** What it may import. */
  readonly uses: readonly string[];
  /** What it may import types from, without running it. */
  readonly knows?: readonly string[];
}

const PICTURE: Readonly<Record<string, Arrows>> = {
  "lib/domain/": { uses: [] },
  "lib/time/": { uses: ["lib/domain/"] },
  "lib/wire/": { uses: ["lib/domain/"] },
  // Its files of a subject are safe in browsers; its table of languages holds them all.
  "lib/words/": { uses: ["lib/domain/"] },
  "lib/ports/": { uses: ["lib/domain/"] },
  "lib/config/": { uses: ["lib/domain/"] },
  "lib/usecases/": {
    uses: ["lib/domain/", "lib/time/", "lib/words/", "lib/ports/"],
  },
  "lib/adapters/": {
    uses: ["lib/domain/", "lib/time/", "lib/words/", "lib/ports/"],
    knows: ["lib/config/", "lib/rooms/"],
  },
  // Two independent parts: Fresh could be replaced, the rooms could be
  // published separately.
  fresh: { uses: [] },
  "lib/rooms/": { uses: [] },
  "lib/client/": {
    uses: ["lib/domain/", "lib/wire/", "lib/time/", "lib/words/"],
  },
  "lib/http/": {
    uses: [
      "lib/domain/",
      "lib/time/",
      "lib/words/",
      "lib/ports/",
      "lib/usecases/",
      "lib/wire/",
      "fresh",
    ],
    knows: ["lib/config/", "lib/adapters/", "lib/rooms/"],
  },
  "lib/pages/": {
    uses: [
      "lib/domain/",
      "lib/time/",
      "lib/words/",
      "lib/ports/",
      "lib/usecases/",
      "lib/http/",
      "lib/wire/",
      "fresh",
    ],
    knows: ["lib/config/", "lib/adapters/"],
  },
  components: {
    uses: [
      "lib/client/",
      "lib/domain/",
      "lib/time/",
      "lib/words/",
      "lib/wire/",
      "fresh",
    ],
  },
  islands: {
    uses: [
      "components",
      "lib/client/",
      "lib/domain/",
      "lib/time/",
      "lib/words/",
      "lib/wire/",
      "fresh",
    ],
  },
  // Every state of the product's views. Its values are the product's own types, so it knows what views know.
  gallery: {
    uses: [
      "components",
      "islands",
      "lib/client/",
      "lib/domain/",
      "lib/time/",
      "lib/wire/",
      "lib/words/",
    ],
  },
  routes: {
    uses: [
      "components",
      "gallery",
      "islands",
      "lib/domain/",
      "lib/time/",
      "lib/words/",
      "lib/http/",
      "lib/pages/",
      "lib/usecases/",
      "lib/wire/",
      "lib/config/",
      "fresh",
    ],
    knows: ["lib/ports/"],
  },
};

/** Arrows that the diagram does not have, each with one reason. */
const EXCEPTIONS: readonly (readonly [from: string, to: string])[] = [
  // A callback has Twilio's own format, so Twilio's adapter reads it.
  ["routes/api/video/callbacks/twilio.ts", "lib/adapters/twilio/callback.ts"],
  ["routes/api/sms/callbacks/twilio.ts", "lib/adapters/twilio/signed_form.ts"],
];

const excepted = ({ from, to }: Import) =>
  EXCEPTIONS.some(([a, b]) => a === from && b === to);
const arrow = ({ from, to, typeOnly }: Import) =>
  `${from} ${typeOnly ? "knows" : "uses"} ${to}`;

for (const [name, { uses, knows = [] }] of Object.entries(PICTURE)) {
  Deno.test(`${name} imports only what the diagram allows`, () => {
    const allowed = new Set([name, ...uses]);
    const errors = graph.filter((edge) =>
      part(edge.from) === name && own(edge.to) && !excepted(edge) &&
      !allowed.has(part(edge.to)) && !allowed.has(edge.to) &&
      !(edge.typeOnly && knows.includes(part(edge.to)))
    );
    expect(errors.map(arrow)).toEqual([]);
  });
}

Deno.test("the import graph was read: the diagram test is not vacuous", () => {
  const parts = new Set(graph.map(({ from }) => part(from)));
  for (const name of Object.keys(PICTURE)) {
    // Genuine Fresh is a package: who imports it is known, not what it imports.
    if (name === "fresh") continue;
    expect([...parts]).toContain(name);
  }
  const used = new Set(graph.map(({ to }) => part(to)));
  expect([...used]).toContain("fresh");
  expect(graph.length).toBeGreaterThan(300);
});

Deno.test("every folder of lib is in the diagram", () => {
  const wiring = /^lib\/wiring\/$/;
  const missing = graph.map(({ from }) => part(from)).filter((name) =>
    name.startsWith("lib/") && !(name in PICTURE) && !wiring.test(name)
  );
  expect([...new Set(missing)]).toEqual([]);
});

Deno.test("each exception is still needed", () => {
  for (const [from, to] of EXCEPTIONS) {
    expect([from, to, graph.some((e) => e.from === from && e.to === to)])
      .toEqual([from, to, true]);
  }
});

Deno.test("lib/domain imports only itself: no package, no Node API, no type", () => {
  const outside = graph.filter(({ from, to }) =>
    part(from) === "lib/domain/" && part(to) !== "lib/domain/"
  );
  expect(outside.map(arrow)).toEqual([]);
});

Deno.test("only wiring combines adapters, and only entry points import main.ts", () => {
  const wired = graph.filter(({ to }) => to.startsWith("lib/wiring"))
    .map(({ from }) => from);
  expect(new Set(wired)).toEqual(new Set(["main.ts", "lib/wiring/wiring.ts"]));
  const starters = graph.filter(({ to }) => to === "main.ts")
    .map(({ from }) => from);
  expect(starters).toEqual(["dev.ts"]);
});

Deno.test("lib/ports has types only, apart from the errors that callers tell apart", async () => {
  const folder = new URL("../lib/ports/", import.meta.url);
  const values: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    const text = await Deno.readTextFile(new URL(name, folder));
    if (/^export (?:async )?(?:const|let|function|class)\b/m.test(text)) {
      values.push(name);
    }
  }
  expect(values).toEqual(["errors.ts"]);
});

Deno.test("only the gallery's own pages show it", () => {
  const shown = graph.filter(({ from, to }) =>
    part(to) === "gallery" && part(from) !== "gallery"
  );
  const elsewhere = shown.filter(({ from }) =>
    !from.startsWith("routes/dev/gallery/")
  );
  expect(shown.length).toBeGreaterThan(0);
  expect(elsewhere.map(arrow)).toEqual([]);
});

Deno.test("no browser code imports server code", () => {
  const loaded = reachable(
    graph,
    (file) =>
      /^(?:islands|gallery\/live|lib\/client|.*\/\(_islands\))\//.test(file),
    (edge) => !edge.typeOnly && part(edge.to) !== "fresh",
  );
  const server =
    /^(?:routes(?!.*\/\(_islands\)\/)|lib\/(?:adapters|http|pages|usecases|rooms)|lib\/(?:config|wiring|ports)|lib\/words\/(?:mod|en\/(?:mod|(?:staff_)?mails|texts|refusals))\.ts|main\.ts|node:|npm:(?:jose|moment|twilio$|resend|temporal|preact-render-to-string|esbuild|@?valibot))/;
  expect([...loaded].filter((file) => server.test(file))).toEqual([]);
});

Deno.test("pages know the contract's types, and its schemas stay on the server", () => {
  const loaded = graph.filter(({ from, to, typeOnly }) =>
    /^(?:components|islands|lib\/client)\//.test(from) && !typeOnly &&
    part(to) === "lib/wire/"
  );
  expect(loaded.map(arrow)).toEqual([]);
  const users = graph.filter(({ to }) => /^npm:@?valibot/.test(to))
    .map(({ from }) => part(from));
  expect(new Set(users)).toEqual(new Set(["lib/wire/", "lib/http/"]));
});

Deno.test("slow packages are loaded on first use, not at server start", () => {
  const atStart = reachable(
    graph,
    (file) => file === "main.ts" || file.startsWith("routes/"),
    (edge) => !edge.typeOnly && !edge.lazy,
  );
  const slow = /^npm:(?:twilio|resend|esbuild|twilio-video|puppeteer-core)$/;
  expect([...atStart].filter((file) => slow.test(file))).toEqual([]);
  // The names must be in use; otherwise this test would check the wrong names.
  const names = new Set(graph.map(({ to }) => to));
  expect([...names]).toEqual(
    expect.arrayContaining(["npm:twilio", "npm:resend"]),
  );
});
