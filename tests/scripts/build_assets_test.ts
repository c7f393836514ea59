import * as esbuild from "esbuild";
import { expect } from "expect";
import {
  type Asset,
  type AssetManifest,
  type AssetName,
  ENTRIES,
} from "@/lib/http/assets.ts";
import { refuseEval } from "@/scripts/assets/refuse_eval.ts";
import { buildAssets } from "@/scripts/build_assets.ts";
import { copyTree } from "@/tests/_support/copy_tree.ts";

const repository = new URL("../..", import.meta.url).pathname.replace(
  /\/$/,
  "",
);

/** More than an entry's 4. What loads the client's link is in no page's first paint. */
const MOST_KB: Partial<Record<AssetName, number>> = {
  "photo-picker": 6,
  "own-link": 8,
};

/** A separate repository, as far as the build reads it. */
async function withRoot(body: (root: string) => Promise<void>) {
  const root = await Deno.makeTempDir();
  try {
    await Deno.symlink(`${repository}/node_modules`, `${root}/node_modules`);
    for (
      const folder of ["lib/client", "lib/domain", "lib/wire", "lib/words"]
    ) {
      await copyTree(`${repository}/${folder}`, `${root}/${folder}`);
    }
    await body(root);
  } finally {
    await esbuild.stop();
    await Deno.remove(root, { recursive: true });
  }
}

async function readManifest(root: string): Promise<AssetManifest> {
  return JSON.parse(
    await Deno.readTextFile(`${root}/static/vendor/manifest.json`),
  );
}

async function readAsset(root: string, name: AssetName): Promise<Asset> {
  const groups = Object.values(await readManifest(root));
  return groups.map(({ assets }) => assets[name]).find(Boolean)!;
}

const inode = async (path: string) => (await Deno.stat(path)).ino;

// esbuild keeps its child process between builds.
const unwatched = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "the SDK's asset is hashed, reproducible, small and needs no eval",
  unwatched,
  async () => {
    await withRoot(async (root) => {
      const url = (await buildAssets(root))["twilio-video"];
      expect(url).toMatch(/^\/vendor\/twilio-video-[0-9A-F]{10}\.js$/);
      const code = await Deno.readTextFile(`${root}/static${url}`);
      refuseEval(code);
      expect(code).not.toContain(root);

      const asset = await readAsset(root, "twilio-video");
      expect(asset.url).toBe(url);
      expect(asset.gzipBytes).toBeLessThan(95_000);

      await Deno.remove(`${root}/static/vendor/manifest.json`);
      expect((await buildAssets(root))["twilio-video"]).toBe(url);
    });
  },
);

Deno.test(
  "an up-to-date asset is left alone, and older ones are removed",
  unwatched,
  async () => {
    await withRoot(async (root) => {
      const url = (await buildAssets(root))["twilio-video"];
      const before = await inode(`${root}/static${url}`);
      await buildAssets(root);
      expect(await inode(`${root}/static${url}`)).toBe(before);

      const old = `${root}/static/vendor/twilio-video-0000000000.js`;
      await Deno.writeTextFile(old, "");
      await Deno.remove(`${root}/static${url}`);
      expect((await buildAssets(root))["twilio-video"]).toBe(url);
      await expect(Deno.stat(old)).rejects.toThrow();
      expect((await Deno.stat(`${root}/static${url}`)).isFile).toBe(true);
    });
  },
);

Deno.test(
  "a page's module is hashed, reproducible, without a framework, and at most 4 kB gzipped; the photo picker 6 kB, the client's link with its QR code 8 kB",
  unwatched,
  async () => {
    await withRoot(async (root) => {
      const urls = await buildAssets(root);
      for (const name of ENTRIES) {
        expect(urls[name]).toMatch(
          new RegExp(`^/vendor/${name}-[0-9A-F]{10}\\.js$`),
        );
        const { url, gzipBytes } = await readAsset(root, name);
        expect(url).toBe(urls[name]);
        expect(gzipBytes).toBeLessThanOrEqual((MOST_KB[name] ?? 4) * 1024);
        const code = await Deno.readTextFile(`${root}/static${url}`);
        expect(code).not.toContain(root);
        // Names that survive when Preact is minified.
        expect(code).not.toMatch(/preact|__H|dangerouslySetInnerHTML/);
      }
      const { sources } = (await readManifest(root))["page-modules"]!;
      expect(sources).toContain("lib/client/entries/enter_consultation.ts");
      const packages = sources.filter((path) => !path.startsWith("lib/"));
      // Draws the QR code; its licence is beside the files.
      expect(packages).toEqual([expect.stringMatching(/\/uqr\//)]);
      expect(
        await Deno.readTextFile(`${root}/static/vendor/uqr.LICENSE.txt`),
      ).toContain("MIT License");
      expect(sources.filter((path) => path.endsWith(".tsx"))).toEqual([]);

      await Deno.remove(`${root}/static/vendor/manifest.json`);
      expect(await buildAssets(root)).toEqual(urls);
    });
  },
);

Deno.test(
  "a change in a source that only one module uses renames that module and leaves the SDK alone",
  unwatched,
  async () => {
    await withRoot(async (root) => {
      const before = await buildAssets(root);
      const sdk = await inode(`${root}/static${before["twilio-video"]}`);
      const source = `${root}/lib/client/page/sign_in.ts`;
      const text = await Deno.readTextFile(source);
      await Deno.writeTextFile(
        source,
        text.replace("/api/sign-in/link", "/api/elsewhere"),
      );
      const after = await buildAssets(root);
      expect({ ...after, "sign-in-link": before["sign-in-link"] })
        .toEqual(before);
      expect(after["sign-in-link"]).not.toBe(before["sign-in-link"]);
      expect(await Deno.readTextFile(`${root}/static${after["sign-in-link"]}`))
        .toContain("/api/elsewhere");
      await expect(Deno.stat(`${root}/static${before["sign-in-link"]}`))
        .rejects.toThrow();
      expect(await inode(`${root}/static${after["twilio-video"]}`)).toBe(sdk);
    });
  },
);

Deno.test("a bundle that evaluates strings fails the build", () => {
  for (
    const code of [
      `let f=new Function("url","return import(url)")`,
      `;eval("1")`,
      `Function("return this")()`,
    ]
  ) expect(() => refuseEval(code)).toThrow("CSP");
  refuseEval("isFunction(a);b.retrieval(c)");
});
