/** What a browser loads has the contract's types, and none of its schemas. */
import * as esbuild from "esbuild";
import { expect } from "expect";
import { Builder } from "fresh/dev";
import { builderConfig } from "@/fresh.config.ts";
import { pageModules } from "@/scripts/assets/page_modules.ts";
import { builtScripts } from "@/scripts/shape/entries.ts";

const ROOT = new URL("../../", import.meta.url);
/** A name that valibot keeps when it is minified. */
const VALIBOT = "~run";

// esbuild keeps its child process between builds.
const unwatched = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "no island and no page's module has valibot in it",
  unwatched,
  async () => {
    const outDir = await Deno.makeTempDir({ prefix: "visavis-bundles-" });
    try {
      const root = ROOT.pathname.replace(/\/$/, "");
      const { bundles } = await pageModules.build(root);
      expect(bundles.length).toBeGreaterThan(3);
      for (const { name, code } of bundles) {
        expect([name, code.includes(VALIBOT)]).toEqual([name, false]);
      }
      await new Builder({ root: ROOT.href, outDir, ...builderConfig }).build();
      const scripts = await builtScripts(`${outDir}/static/_fresh/js`);
      expect(scripts.size).toBeGreaterThan(3);
      for (const [name, bytes] of scripts) {
        const code = new TextDecoder().decode(bytes);
        expect([name, code.includes(VALIBOT)]).toEqual([name, false]);
      }
      expect(await withValibot()).toContain(VALIBOT);
    } finally {
      await esbuild.stop();
      await Deno.remove(outDir, { recursive: true });
    }
  },
);

/** The same name, where a page does load a schema: otherwise this test looks for the wrong one. */
async function withValibot(): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: `import * as v from "valibot"; v.parse(v.string(), name);`,
      resolveDir: ROOT.pathname,
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
  });
  return outputFiles[0]!.text;
}
