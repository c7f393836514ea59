/** One file of the project, named from the repository's root. */
export interface ProjectFile {
  readonly path: string;
  /** 0 for a file that is not source text. */
  readonly lines: number;
}

const ROOT = new URL("../../", import.meta.url);

/** Files that people write and read as text; not lock files or images. */
const SOURCE = /\.(?:tsx?|m?js|css)$/;

/** Never source, even in a folder that came without its `.git`. */
const MADE = /^(?:\.git|\.data|_fresh|node_modules|coverage|static\/vendor)\//;

/** Every file of the repository, or of an unpacked archive of it. */
export async function projectFiles(): Promise<readonly ProjectFile[]> {
  const paths = await trackedByGit() ?? await walk("");
  const files = await Promise.all(paths.map(async (path) => {
    const text = SOURCE.test(path) ? await readProjectFile(path) : "";
    // Git may still track a file that was just deleted.
    return text === null ? [] : [{ path, lines: lineCount(text) }];
  }));
  return files.flat();
}

export function isSource({ path }: ProjectFile): boolean {
  return SOURCE.test(path);
}

export function isTest({ path }: ProjectFile): boolean {
  return path.startsWith("tests/");
}

export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "." : path.slice(0, end);
}

/** `null` where there is no such file. */
export async function readProjectFile(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(at(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** As `wc -l` counts, for files that end with a line break. */
function lineCount(text: string): number {
  return text.split("\n").length - 1;
}

/** `null` without git, or in an archive that has no `.git`. */
async function trackedByGit(): Promise<string[] | null> {
  try {
    const { success, stdout } = await new Deno.Command("git", {
      args: ["ls-files", "-z"],
      cwd: ROOT,
      stderr: "null",
    }).output();
    const paths = new TextDecoder().decode(stdout).split("\0").slice(0, -1);
    return success && paths.length > 0 ? paths : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function walk(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(at(folder))) {
    const path = folder + name;
    if (isDirectory && !MADE.test(`${path}/`)) {
      found.push(...await walk(`${path}/`));
    } else if (!isDirectory) found.push(path);
  }
  return found;
}

function at(path: string): URL {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), ROOT);
}
