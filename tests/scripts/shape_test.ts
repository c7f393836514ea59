import { expect } from "expect";
import { ENTRIES } from "@/lib/http/assets.ts";
import { buildAssets } from "@/scripts/build_assets.ts";
import { islandEntries, plainEntries } from "@/scripts/shape/entries.ts";
import { isSource, isTest, projectFiles } from "@/scripts/shape/files.ts";
import {
  crowdedFolders,
  functionsLongerThan,
  LIMITS,
  longFiles,
  saysWhyLong,
} from "@/scripts/shape/limits.ts";
import { longFunctions } from "@/scripts/shape/long_functions.ts";
import { table } from "@/scripts/shape/table.ts";

const files = await projectFiles();

Deno.test("the project's files were found: the limits are not vacuous", () => {
  expect(files.filter(isSource).length).toBeGreaterThan(300);
  expect(files.find(({ path }) => path === "main.ts")?.lines)
    .toBeGreaterThan(0);
});

Deno.test("no folder has more than 24 files directly in it, except in tests and decisions", () => {
  expect(LIMITS.filesInFolder).toBe(24);
  expect(crowdedFolders(files)).toEqual([]);
});

Deno.test("a source file over 300 lines explains its length in its first comment", async () => {
  expect(LIMITS.fileLines).toBe(300);
  const source = files.filter((file) => isSource(file) && !isTest(file));
  const unexplained = (await longFiles(source))
    .filter(({ explained }) => !explained)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
  expect(unexplained).toEqual([]);
});

Deno.test("no function has more than 120 lines", async () => {
  expect(LIMITS.functionLines).toBe(120);
  const long = (await functionsLongerThan(LIMITS.functionLines, files))
    .map(({ name, path, line, lines }) =>
      `${path}:${line} ${name}: ${lines} lines`
    );
  expect(long).toEqual([]);
});

// esbuild keeps its child process between builds.
Deno.test({
  name: "the client's waiting room loads at most ten modules",
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  expect(LIMITS.clientModules).toBe(10);
  const entries = await islandEntries();
  const client = entries.find(({ name }) => name === "ClientWaitingRoom");
  expect(client?.modules).toBeLessThanOrEqual(LIMITS.clientModules);
  expect(client?.gzipBytes).toBeGreaterThan(1_000);
});

// The build starts esbuild, as above.
Deno.test({
  name: "the plain page modules of a build are listed with their sizes",
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  await buildAssets(new URL("../..", import.meta.url).pathname);
  const entries = await plainEntries();
  expect(entries.map(({ name }) => name)).toEqual([...ENTRIES]);
  for (const { modules, gzipBytes } of entries) {
    expect(modules).toBe(1);
    expect(gzipBytes).toBeGreaterThan(100);
  }
});

Deno.test("a reason counts only in the first comment", () => {
  expect(saysWhyLong("/** Icons. Long because it is data. */\n")).toBe(true);
  expect(saysWhyLong("import a from 'a';\n// Long\n// because of it.\n"))
    .toBe(true);
  expect(saysWhyLong("/**\n * Long\n * because it is data.\n */")).toBe(true);
  expect(saysWhyLong("/** Icons. */\n// Long because it is data.\n"))
    .toBe(false);
  expect(saysWhyLong("const long = because;\n")).toBe(false);
});

Deno.test("a long function is reported, whatever form it has", () => {
  const body = "{\n\n\n}";
  const code = [
    `function declared() ${body}`,
    `const arrow = () => ${body};`,
    `class A { constructor() ${body} method() ${body} }`,
    `const table = { cell: () => ${body}, get own() ${body} };`,
    `Deno.test("name", () => ${body});`,
    `const short = () => {\n};`,
  ].join("\n");
  expect(longFunctions("a.ts", code, { limit: 3 }).map(({ name }) => name))
    .toEqual([
      "declared",
      "arrow",
      "constructor",
      "method",
      "cell",
      "own",
      "in Deno.test()",
    ]);
  expect(longFunctions("a.ts", code, { limit: 4 })).toEqual([]);
  expect(longFunctions("a.ts", code, { limit: 3 })[1])
    .toEqual({ name: "arrow", path: "a.ts", line: 5, lines: 4 });
});

Deno.test("a function's length includes the functions inside it", () => {
  const code = "const outer = () => {\n  const inner = () => {\n  };\n};\n";
  expect(longFunctions("a.tsx", code, { limit: 2 }).map(({ name }) => name))
    .toEqual(["outer"]);
});

Deno.test("a table aligns words left and numbers right", () => {
  expect(table(["folder", "files"], [["lib", 7], ["components", 12]])).toBe(
    ["folder      files", "lib             7", "components     12"].join("\n"),
  );
});
