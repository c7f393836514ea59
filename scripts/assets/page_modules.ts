import * as esbuild from "esbuild";
import { builderConfig } from "@/fresh.config.ts";
import { ENTRIES, type EntryName } from "@/lib/http/assets.ts";
import type { AssetGroup } from "./group.ts";

const sourceOf = (name: EntryName) =>
  `lib/client/entries/${name.replaceAll("-", "_")}.ts`;

/** The modules of `lib/client/entries/`, each a file of its own. */
export const pageModules: AssetGroup = {
  name: "page-modules",
  scripts: [
    import.meta.url,
    import.meta.resolve("@/fresh.config.ts"),
    // The list of entries: a new one has no source yet.
    import.meta.resolve("@/lib/http/assets.ts"),
  ],
  async build(root) {
    const { outputFiles, metafile } = await esbuild.build({
      entryPoints: ENTRIES.map((name) => ({ in: sourceOf(name), out: name })),
      absWorkingDir: root,
      alias: { "@/words": `${root}/lib/words/en`, "@": root },
      bundle: true,
      write: false,
      metafile: true,
      outdir: "out",
      format: "esm",
      platform: "browser",
      target: builderConfig.target,
      minify: true,
      legalComments: "none",
      logLevel: "error",
    });
    const code = new Map(
      outputFiles.map(({ path, text }) => [path.split(/[\\/]/).at(-1), text]),
    );
    return {
      bundles: ENTRIES.map((name) => ({ name, code: code.get(`${name}.js`)! })),
      sources: Object.keys(metafile.inputs).sort(),
      licences: { "uqr.LICENSE.txt": "node_modules/uqr/LICENSE" },
    };
  },
};
