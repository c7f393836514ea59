import {
  folderOf,
  isSource,
  isTest,
  type ProjectFile,
  readProjectFile,
} from "./files.ts";
import { type LongFunction, longFunctions } from "./long_functions.ts";

/** `tests/scripts/shape_test.ts` holds them; CONTRIBUTING.md documents them. */
export const LIMITS = {
  filesInFolder: 24,
  fileLines: 300,
  functionLines: 120,
  clientModules: 10,
} as const;

export interface LongFile extends ProjectFile {
  /** Its first comment says why it is long. */
  readonly explained: boolean;
}

/** Folders with too many files directly in them, tests excluded. */
export function crowdedFolders(
  files: readonly ProjectFile[],
): readonly (readonly [folder: string, files: number])[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    if (isTest(file)) continue;
    const folder = folderOf(file.path);
    // Numbered records, listed in docs/decisions.md: their number only grows.
    if (folder === "docs/decisions") continue;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > LIMITS.filesInFolder);
}

export async function longFiles(
  files: readonly ProjectFile[],
): Promise<readonly LongFile[]> {
  const long = files.filter(({ lines }) => lines > LIMITS.fileLines);
  return await Promise.all(long.map(async (file) => ({
    ...file,
    explained: saysWhyLong(await readProjectFile(file.path) ?? ""),
  })));
}

/** "Long because …", in the first comment of a file. */
export function saysWhyLong(code: string): boolean {
  const [comment = ""] = /\/\*[^]*?\*\/|(?:\/\/.*\n)+/.exec(code) ?? [];
  return /\bLong because\s/.test(comment.replace(/\n\s*(?:\*|\/\/)/g, ""));
}

/** In source files only; a test's `describe` has no limit. */
export async function functionsLongerThan(
  limit: number,
  files: readonly ProjectFile[],
): Promise<readonly LongFunction[]> {
  const scripts = files.filter((file) =>
    isSource(file) && !isTest(file) && !file.path.endsWith(".css")
  );
  const found = await Promise.all(
    scripts.map(async ({ path }) =>
      longFunctions(path, await readProjectFile(path) ?? "", { limit })
    ),
  );
  return found.flat().sort((a, b) => b.lines - a.lines);
}
