import * as esbuild from "esbuild";
import {
  type Asset,
  type AssetGroupManifest,
  type AssetManifest,
  type AssetName,
  assetUrlsOf,
} from "@/lib/http/assets.ts";
import { exists, gzipSize, sha256, writeWhole } from "./assets/files.ts";
import type { AssetGroup, Bundle } from "./assets/group.ts";
import { pageModules } from "./assets/page_modules.ts";
import { refuseEval } from "./assets/refuse_eval.ts";
import { videoSdk } from "./assets/video_sdk.ts";

const GROUPS: readonly AssetGroup[] = [videoSdk, pageModules];

/**
 * Builds what pages load beside the framework's own scripts, as
 * `static/vendor/<name>-<hash>.js`, and a `manifest.json` that names the files.
 * The same input gives the same bytes, and an unchanged input builds nothing.
 *
 * @param root the repository's folder
 * @returns the URL paths, such as `/vendor/enter-consultation-1A2B3C4D5E.js`
 * @throws Error when an output would need `unsafe-eval`
 */
export async function buildAssets(
  root: string,
): Promise<Readonly<Record<AssetName, string>>> {
  const folder = `${root}/static/vendor`;
  const before = await readManifest(folder);
  const manifest: Record<string, AssetGroupManifest> = {};
  for (const group of GROUPS) {
    const known = before[group.name];
    manifest[group.name] = known && await isCurrent(root, group, known)
      ? known
      : await buildGroup(root, group);
  }
  if (GROUPS.some(({ name }) => manifest[name] !== before[name])) {
    // The manifest is written last, so that every file it names exists.
    const text = JSON.stringify(manifest, null, 2) + "\n";
    await writeWhole(folder, {
      name: "manifest.json",
      bytes: new TextEncoder().encode(text),
    });
    await removeStale(root, manifest);
  }
  return assetUrlsOf(manifest) as Record<AssetName, string>;
}

async function isCurrent(
  root: string,
  group: AssetGroup,
  { inputs, sources, assets }: AssetGroupManifest,
): Promise<boolean> {
  if (inputs !== await inputsOf(root, group, { sources })) return false;
  const files = Object.values(assets).map(({ url }) => `${root}/static${url}`);
  return (await Promise.all(files.map(exists))).every(Boolean);
}

async function buildGroup(
  root: string,
  group: AssetGroup,
): Promise<AssetGroupManifest> {
  const { bundles, sources, licences = {} } = await group.build(root);
  const folder = `${root}/static/vendor`;
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, path] of Object.entries(licences)) {
    await writeWhole(folder, {
      name,
      bytes: await Deno.readFile(`${root}/${path}`),
    });
  }
  const assets: Partial<Record<AssetName, Asset>> = {};
  for (const one of bundles) assets[one.name] = await writeBundle(folder, one);
  return { inputs: await inputsOf(root, group, { sources }), sources, assets };
}

async function writeBundle(
  folder: string,
  { name, code }: Bundle,
): Promise<Asset> {
  refuseEval(code);
  const bytes = new TextEncoder().encode(code);
  const hash = (await sha256(bytes)).slice(0, 10).toUpperCase();
  const file = `${name}-${hash}.js`;
  await writeWhole(folder, { name: file, bytes });
  return {
    url: `/vendor/${file}`,
    bytes: bytes.length,
    gzipBytes: await gzipSize(bytes),
  };
}

/** A hash of everything that the group's bytes depend on. A source that is gone is another input. */
async function inputsOf(
  root: string,
  group: AssetGroup,
  { sources }: { readonly sources: readonly string[] },
): Promise<string> {
  const scripts = await Promise.all(
    [import.meta.url, ...group.scripts].map(async (url) =>
      (await fetch(url)).text()
    ),
  );
  const texts = await Promise.all(
    sources.map((path) => Deno.readTextFile(`${root}/${path}`).catch(() => "")),
  );
  const all = JSON.stringify([esbuild.version, scripts, sources, texts]);
  return (await sha256(new TextEncoder().encode(all))).slice(0, 16);
}

async function readManifest(folder: string): Promise<AssetManifest> {
  try {
    return JSON.parse(await Deno.readTextFile(`${folder}/manifest.json`));
  } catch {
    return {};
  }
}

async function removeStale(
  root: string,
  manifest: AssetManifest,
): Promise<void> {
  const folder = `${root}/static/vendor`;
  const current = new Set(Object.values(assetUrlsOf(manifest)));
  for await (const { name } of Deno.readDir(folder)) {
    const isStale = /-[0-9A-F]{10}\.js$/.test(name) &&
      !current.has(`/vendor/${name}`);
    if (isStale) await Deno.remove(`${folder}/${name}`).catch(() => {});
  }
}

if (import.meta.main) {
  const root = new URL("..", import.meta.url).pathname.replace(/\/$/, "");
  for (const url of Object.values(await buildAssets(root))) console.log(url);
  await esbuild.stop();
}
