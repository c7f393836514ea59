import { contentTypeOf } from "./mime.ts";
import type { StaticFile } from "../snapshot.ts";
import type { ResolvedBuildOptions } from "./options.ts";
import { filesBelow, join } from "./paths.ts";

export interface OnTransformOptions {
  pluginName: string;
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
  path?: string;
  map?: string | Uint8Array | undefined;
}

export type TransformFn = (
  args: OnTransformArgs,
) =>
  | OnTransformResult
  | OnTransformResult[]
  | void
  | Promise<OnTransformResult | OnTransformResult[] | void>;

export interface Transform {
  options: OnTransformOptions;
  run: TransformFn;
}

export async function hashOf(
  ...contents: (Uint8Array<ArrayBuffer> | string)[]
): Promise<string> {
  const hashes: string[] = [];
  for (const content of contents) {
    const bytes = typeof content === "string"
      ? new TextEncoder().encode(content)
      : content;
    hashes.push(
      new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex(),
    );
  }
  if (hashes.length === 1) return hashes[0]!.slice(0, 20);
  return hashOf(hashes.join("\n"));
}

/** The files of `static/`, run through the transforms, by URL path. */
export async function readStaticFiles(
  options: ResolvedBuildOptions,
  transforms: Transform[],
  mode: "development" | "production",
): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const path of await filesBelow(options.staticDir, options.ignore)) {
    const content = await Deno.readFile(join(options.staticDir, path));
    for (
      const result of await transform(
        { path, content },
        options,
        transforms,
        mode,
      )
    ) {
      files.set(
        "/" + result.path,
        await staticFile(result.path, result.content, false),
      );
    }
  }
  return files;
}

export async function staticFile(
  path: string,
  content: Uint8Array<ArrayBuffer>,
  immutable: boolean,
): Promise<StaticFile> {
  return {
    content,
    contentType: contentTypeOf(path),
    size: content.byteLength,
    hash: await hashOf(content),
    immutable,
  };
}

interface Piece {
  path: string;
  content: Uint8Array<ArrayBuffer>;
}

async function transform(
  file: Piece,
  { staticDir, target }: ResolvedBuildOptions,
  transforms: Transform[],
  mode: "development" | "production",
): Promise<Piece[]> {
  let pieces = [file];
  for (const { options, run } of transforms) {
    const next: Piece[] = [];
    for (const piece of pieces) {
      const path = join(staticDir, piece.path);
      if (!options.filter.test(path)) {
        next.push(piece);
        continue;
      }
      const text = () => new TextDecoder().decode(piece.content);
      const args = {
        path,
        target,
        content: piece.content,
        mode,
        get text() {
          return text();
        },
      };
      const result = await run(args);
      for (const made of result === undefined ? [piece] : [result].flat()) {
        next.push({
          path: relativeTo(staticDir, made.path) ?? piece.path,
          content: bytes(made.content),
        });
      }
    }
    pieces = next;
  }
  return pieces;
}

function relativeTo(dir: string, path: string | undefined): string | undefined {
  return path?.startsWith(dir + "/") ? path.slice(dir.length + 1) : path;
}

function bytes(content: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof content === "string"
    ? new TextEncoder().encode(content)
    : content as Uint8Array<ArrayBuffer>;
}
