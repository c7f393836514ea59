/**
 * One import, between files named relative to the repository's root, or
 * packages such as `npm:jose`.
 */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Imports only types: nothing runs. */
  readonly typeOnly: boolean;
  /** Loaded on demand, by `import()`. */
  readonly lazy: boolean;
}

const ROOT = new URL("../../", import.meta.url).href;

/** Every import of the project's own source, as Deno itself resolves it. */
export async function importGraph(
  roots: readonly string[],
): Promise<readonly Import[]> {
  const files = (await Promise.all(roots.map(sourceFiles))).flat();
  const folder = await Deno.makeTempDir({ prefix: "visavis-graph-" });
  try {
    // `deno info` takes one file, so this one imports them all.
    const entry = `${folder}/all.ts`;
    await Deno.writeTextFile(
      entry,
      files.map((file) => `import ${JSON.stringify(ROOT + file)};`).join("\n"),
    );
    return (await info(entry)).modules
      .filter((module) => module.specifier.startsWith(ROOT))
      .flatMap(importsOf);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** All files reachable from the given ones over the imports that `follow` allows. */
export function reachable(
  graph: readonly Import[],
  start: (file: string) => boolean,
  follow: (edge: Import) => boolean,
): Set<string> {
  const seen = new Set(
    graph.map((edge) => edge.from).filter((file) => start(file)),
  );
  for (const file of seen) {
    for (const edge of graph) {
      if (edge.from === file && follow(edge)) seen.add(edge.to);
    }
  }
  return seen;
}

interface Resolved {
  readonly specifier?: string;
}

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly isDynamic?: boolean;
    readonly code?: Resolved;
    readonly type?: Resolved;
  }[];
}

async function info(entry: string): Promise<{ modules: Module[] }> {
  const config = new URL("deno.json", ROOT).pathname;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--config", config, entry],
    cwd: new URL(ROOT).pathname,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}

function importsOf({ specifier, dependencies = [] }: Module): Import[] {
  return dependencies.flatMap(({ code, type, isDynamic }) => {
    const to = code?.specifier ?? type?.specifier;
    return to === undefined ? [] : [{
      from: nameOf(specifier),
      to: nameOf(to),
      typeOnly: code?.specifier === undefined,
      lazy: isDynamic === true,
    }];
  });
}

function nameOf(specifier: string): string {
  if (specifier.startsWith(ROOT)) {
    return decodeURI(specifier.slice(ROOT.length));
  }
  const found = /^npm:\/?((?:@[^/]+\/)?[^@/]+)/.exec(specifier);
  return found ? `npm:${found[1]}` : specifier;
}

async function sourceFiles(path: string): Promise<string[]> {
  const url = new URL(path, ROOT);
  if ((await Deno.stat(url)).isFile) return [path];
  const found: string[] = [];
  for await (const entry of Deno.readDir(url)) {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory) found.push(...await sourceFiles(inner));
    else if (/\.tsx?$/.test(entry.name)) found.push(inner);
  }
  return found;
}
