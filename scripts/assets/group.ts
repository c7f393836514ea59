import type { AssetName } from "@/lib/http/assets.ts";

/** Assets that are built together, because they have the same sources. */
export interface AssetGroup {
  readonly name: string;
  /** URLs of the build's own modules: a change in one of them builds the group again. */
  readonly scripts: readonly string[];
  build(root: string): Promise<Built>;
}

export interface Built {
  readonly bundles: readonly Bundle[];
  /** Every file that the bundles depend on, below the root. */
  readonly sources: readonly string[];
  /** Files to put beside the bundles: name there, path below the root. */
  readonly licences?: Readonly<Record<string, string>>;
}

export interface Bundle {
  readonly name: AssetName;
  readonly code: string;
}
