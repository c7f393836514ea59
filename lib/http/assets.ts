/** Modules of pages that need a little code and no framework. Their sources are in `lib/client/entries/`. */
export const ENTRIES = [
  "enter-consultation",
  "mailed-link",
  "own-link",
  "photo-picker",
  "print-page",
  "sign-in-link",
  "zone-link",
] as const;

export type EntryName = typeof ENTRIES[number];
export type AssetName = EntryName | "twilio-video";

/** The content of `static/vendor/manifest.json`, by group: the assets with the same sources. */
export type AssetManifest = Readonly<Record<string, AssetGroupManifest>>;

export interface AssetGroupManifest {
  /** Changes when a source, esbuild or the build itself does; if equal, nothing is rebuilt. */
  readonly inputs: string;
  /** Paths below the repository's folder. */
  readonly sources: readonly string[];
  readonly assets: Readonly<Partial<Record<AssetName, Asset>>>;
}

export interface Asset {
  /** A path of the site. */
  readonly url: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** The URL of each asset. Empty before `scripts/build_assets.ts` has run. */
export type AssetUrls = Readonly<Partial<Record<AssetName, string>>>;

export function assetUrlsOf(manifest: AssetManifest): AssetUrls {
  const all = Object.values(manifest).flatMap(({ assets }) =>
    Object.entries(assets)
  );
  return Object.fromEntries(all.map(([name, { url }]) => [name, url]));
}

const MANIFEST = new URL("../../static/vendor/manifest.json", import.meta.url);

export function readAssetUrls(): AssetUrls {
  try {
    return assetUrlsOf(JSON.parse(Deno.readTextFileSync(MANIFEST)));
  } catch {
    return {};
  }
}
