/**
 * `deno task shape`: how large the parts of the source are, and what is over a
 * limit. `tests/scripts/shape_test.ts` holds the limits.
 */
import { importGraph } from "@/tests/_support/import_graph.ts";
import { islandEntries, plainEntries } from "./shape/entries.ts";
import {
  folderOf,
  isSource,
  isTest,
  type ProjectFile,
  projectFiles,
} from "./shape/files.ts";
import {
  crowdedFolders,
  functionsLongerThan,
  LIMITS,
  longFiles,
} from "./shape/limits.ts";
import { table } from "./shape/table.ts";

const SHOWN_FUNCTION_LINES = 100;

const files = await projectFiles();
const code = files.filter(isSource);

section("Source", byFolder(code.filter((file) => !isTest(file))));
section("Tests", byFolder(code.filter(isTest)));
section(
  `Folders with more than ${LIMITS.filesInFolder} files, tests apart`,
  table(["folder", "files"], crowdedFolders(files)),
);
section(
  `Files over ${LIMITS.fileLines} lines`,
  table(
    ["lines", "file", "first comment says why"],
    (await longFiles(code)).toSorted((a, b) => b.lines - a.lines)
      .map((file) => [file.lines, file.path, file.explained ? "yes" : "no"]),
  ),
);
section(
  `Functions over ${SHOWN_FUNCTION_LINES} lines`,
  table(
    ["lines", "function", "where"],
    (await functionsLongerThan(SHOWN_FUNCTION_LINES, files))
      .map(({ lines, name, path, line }) => [lines, name, `${path}:${line}`]),
  ),
);
section(
  "Imports that leave lib/domain",
  table(
    ["from", "to"],
    (await importGraph(["lib/domain"]))
      .filter(({ to }) => !to.startsWith("lib/domain/"))
      .map(({ from, to }) => [from, to]),
  ),
);
section(
  "What a browser loads for each entry",
  table(
    ["entry", "modules", "gz bytes"],
    [...await islandEntries(), ...await plainEntries()]
      .map(({ name, modules, gzipBytes }) => [name, modules, gzipBytes]),
  ),
);

function section(title: string, body: string): void {
  console.log(`${title}\n\n${body.replace(/^/gm, "  ")}\n`);
}

/** Files and lines of each folder, without those of the folders inside it. */
function byFolder(counted: readonly ProjectFile[]): string {
  const folders = Map.groupBy(counted, ({ path }) => folderOf(path));
  const rows = [...folders].toSorted(([a], [b]) => a < b ? -1 : 1)
    .map(([folder, inside]) => [folder, ...measures(inside)]);
  return table(["folder", "files", "median", "p90", "max"], [
    ...rows,
    ["all", ...measures(counted)],
  ]);
}

function measures(counted: readonly ProjectFile[]): readonly number[] {
  const lines = counted.map(({ lines }) => lines).sort((a, b) => a - b);
  const at = (share: number) =>
    lines[Math.max(0, Math.ceil(lines.length * share) - 1)] ?? 0;
  return [lines.length, at(0.5), at(0.9), at(1)];
}
