import type { StaticFile } from "../snapshot.ts";
import { contentTypeOf } from "./mime.ts";
import type { ResolvedBuildConfig } from "./options.ts";
import { filesBelow, join, relative } from "./paths.ts";

export interface OnTransformOptions {
  pluginName: string;
  /** Which paths to transform. */
  filter: RegExp;
}

export interface OnTransformArgs {
  path: string;
  target: string | string[];
  text: string;
  content: Uint8Array;
  mode: "development" | "production";
}

export interface OnTransformResult {
  content: string | Uint8Array;
  /** The target path below the static folder; by default the source path. */
  path?: string;
  map?: string | Uint8Array | undefined;
}

type Results = OnTransformResult | OnTransformResult[] | void;
export type TransformFn = (args: OnTransformArgs) => Results | Promise<Results>;
export type Transform = OnTransformOptions & { run: TransformFn };

const encoder = new TextEncoder();

export async function hashOf(content: Uint8Array | string): Promise<string> {
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  const data = bytes as Uint8Array<ArrayBuffer>;
  const digest = await crypto.subtle.digest("SHA-256", data);
  return new Uint8Array(digest).toHex().slice(0, 20);
}

/** The files of the static folders, run through the transforms, by URL path; the first folder wins. */
export async function readStaticFiles(
  options: ResolvedBuildConfig,
  transforms: Transform[],
  mode: "development" | "production",
): Promise<Map<string, StaticFile>> {
  const folders = await Promise.all(
    options.staticDir.map((dir) =>
      readStaticFolder(dir, options, transforms, mode)
    ),
  );
  return new Map(folders.reverse().flatMap((files) => [...files]));
}

async function readStaticFolder(
  staticDir: string,
  { ignore, target }: ResolvedBuildConfig,
  transforms: Transform[],
  mode: "development" | "production",
): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const name of await filesBelow(staticDir, ignore)) {
    const path = join(staticDir, name);
    let pieces = [{ path, content: await Deno.readFile(path) as Uint8Array }];
    for (const { filter, run } of transforms) {
      const next = pieces.map(async (piece) => {
        if (!filter.test(piece.path)) return piece;
        const text = new TextDecoder().decode(piece.content);
        const made = await run({ ...piece, text, target, mode }) ?? piece;
        return [made].flat().map(({ content, path = piece.path }) => ({
          path: join(staticDir, relative(staticDir, path)),
          content: typeof content === "string"
            ? encoder.encode(content)
            : content,
        }));
      });
      pieces = (await Promise.all(next)).flat();
    }
    for (const { path, content } of pieces) {
      const url = "/" + relative(staticDir, path);
      files.set(url, await staticFile(url, content, false));
    }
  }
  return files;
}

export async function staticFile(
  url: string,
  bytes: Uint8Array,
  immutable: boolean,
): Promise<StaticFile> {
  const content = bytes as Uint8Array<ArrayBuffer>;
  const [contentType, hash] = [contentTypeOf(url), await hashOf(content)];
  return { content, contentType, size: content.byteLength, hash, immutable };
}
