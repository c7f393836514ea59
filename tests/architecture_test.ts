/**
 * The picture of docs/architecture.md, held by a test: who may import whom. A
 * new arrow belongs into the picture first, and then here, with its reason.
 */
import { expect } from "expect";
import {
  type Import,
  importGraph,
  reachable,
} from "@/tests/_support/import_graph.ts";

const graph = await importGraph([
  "components",
  "islands",
  "lib",
  "routes",
  "dev.ts",
  "fresh.config.ts",
  "main.ts",
]);

/** `lib/` counts by its folders; everything else by its top folder. */
function part(file: string): string {
  const [top = "", second = "", third] = file.split("/");
  if (top !== "lib" || file.includes(":")) return top;
  return third === undefined ? `lib/${second}` : `lib/${second}/`;
}

const own = (file: string) => !file.includes(":");

/** Parts, or single files of a part. */
interface Arrows {
  /** What it may use. */
  readonly uses: readonly string[];
  /** What it may know the shape of, without running it. */
  readonly knows?: readonly string[];
}

const PICTURE: Readonly<Record<string, Arrows>> = {
  "lib/domain/": { uses: [] },
  "lib/time/": { uses: ["lib/domain/"] },
  "lib/ports.ts": { uses: ["lib/domain/", "lib/ports/"] },
  "lib/ports/": { uses: ["lib/domain/"] },
  "lib/wire.ts": { uses: ["lib/domain/"] },
  "lib/config.ts": { uses: ["lib/domain/"] },
  "lib/usecases/": { uses: ["lib/domain/", "lib/time/", "lib/ports.ts"] },
  "lib/adapters/": {
    uses: ["lib/domain/", "lib/time/", "lib/ports.ts"],
    knows: ["lib/config.ts", "lib/rooms/"],
  },
  // Two that stand alone: Fresh could be taken away, the rooms be given away.
  "lib/fresh/": { uses: [] },
  "lib/rooms/": { uses: [] },
  "lib/client/": {
    uses: ["lib/domain/", "lib/wire.ts", "lib/time/"],
    knows: ["components"],
  },
  "lib/http/": {
    uses: [
      "lib/domain/",
      "lib/time/",
      "lib/ports.ts",
      "lib/usecases/",
      "lib/wire.ts",
      "lib/fresh/",
    ],
    knows: ["lib/config.ts", "lib/adapters/", "lib/rooms/"],
  },
  components: {
    // An island can stand within a component, as it can within a page.
    uses: ["lib/domain/", "lib/time/", "lib/client/words.ts", "islands"],
    knows: ["lib/wire.ts", "lib/client/"],
  },
  islands: {
    uses: [
      "components",
      "lib/client/",
      "lib/domain/",
      "lib/time/",
      "lib/wire.ts",
      "lib/fresh/",
    ],
  },
  routes: {
    uses: [
      "components",
      "islands",
      "lib/domain/",
      "lib/time/",
      "lib/http/",
      "lib/usecases/",
      "lib/wire.ts",
      "lib/config.ts",
      "lib/fresh/",
    ],
    knows: ["lib/ports.ts"],
  },
};

/** Arrows that the picture does not have, each for one reason. */
const EXCEPTIONS: readonly (readonly [from: string, to: string])[] = [
  // A callback is in Twilio's own words, so Twilio's adapter reads it.
  ["routes/api/video/callbacks/twilio.ts", "lib/adapters/twilio/callback.ts"],
  ["routes/api/sms/callbacks/twilio.ts", "lib/adapters/twilio/signed_form.ts"],
];

const excepted = ({ from, to }: Import) =>
  EXCEPTIONS.some(([a, b]) => a === from && b === to);
const arrow = ({ from, to, typeOnly }: Import) =>
  `${from} ${typeOnly ? "knows" : "uses"} ${to}`;

for (const [name, { uses, knows = [] }] of Object.entries(PICTURE)) {
  Deno.test(`${name} imports what the picture says, and nothing else of ours`, () => {
    const allowed = new Set([name, ...uses]);
    const wrong = graph.filter((edge) =>
      part(edge.from) === name && own(edge.to) && !excepted(edge) &&
      !allowed.has(part(edge.to)) && !allowed.has(edge.to) &&
      !(edge.typeOnly && knows.includes(part(edge.to)))
    );
    expect(wrong.map(arrow)).toEqual([]);
  });
}

Deno.test("the graph was read: the picture's test looks at something", () => {
  const parts = new Set(graph.map(({ from }) => part(from)));
  for (const name of Object.keys(PICTURE)) expect([...parts]).toContain(name);
  expect(graph.length).toBeGreaterThan(300);
});

Deno.test("every folder of lib has its place in the picture", () => {
  const wiring = /^lib\/(?:log|open_kv|video_sdk_url|wiring|wiring_video)\.ts$/;
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

Deno.test("lib/domain imports nothing but itself: no package, no Node, not even a type", () => {
  const outside = graph.filter(({ from, to }) =>
    part(from) === "lib/domain/" && part(to) !== "lib/domain/"
  );
  expect(outside.map(arrow)).toEqual([]);
});

Deno.test("only wiring puts adapters together, and nobody but a start imports main.ts", () => {
  const wired = graph.filter(({ to }) => to.startsWith("lib/wiring"))
    .map(({ from }) => from);
  expect(new Set(wired)).toEqual(new Set(["main.ts", "lib/wiring.ts"]));
  const starters = graph.filter(({ to }) => to === "main.ts")
    .map(({ from }) => from);
  expect(starters).toEqual(["dev.ts"]);
});

Deno.test("nothing that a browser loads leads to the server", () => {
  const loaded = reachable(
    graph,
    (file) => /^(?:islands|lib\/client)\//.test(file),
    (edge) => !edge.typeOnly && part(edge.to) !== "lib/fresh/",
  );
  const server =
    /^(?:routes|lib\/(?:adapters|http|usecases|rooms)|lib\/(?:config|wiring|ports)|main\.ts|node:|npm:(?:jose|twilio$|resend|temporal|preact-render-to-string|esbuild))/;
  expect([...loaded].filter((file) => server.test(file))).toEqual([]);
});

Deno.test("the slow packages are loaded when they are needed, not when the server starts", () => {
  const atStart = reachable(
    graph,
    (file) => file === "main.ts" || file.startsWith("routes/"),
    (edge) => !edge.typeOnly && !edge.lazy,
  );
  const slow = /^npm:(?:twilio|resend|esbuild|twilio-video|puppeteer-core)$/;
  expect([...atStart].filter((file) => slow.test(file))).toEqual([]);
  // They are used all the same; else this test would look for the wrong names.
  const names = new Set(graph.map(({ to }) => to));
  expect([...names]).toEqual(
    expect.arrayContaining(["npm:twilio", "npm:resend"]),
  );
});
