import * as esbuild from "esbuild";
import { expect } from "expect";
import { buildVideoSdk, refuseEval } from "@/scripts/build_video_sdk.ts";

const repository = new URL("../..", import.meta.url).pathname.replace(
  /\/$/,
  "",
);

async function withRoot(body: (root: string) => Promise<void>) {
  const root = await Deno.makeTempDir();
  try {
    await Deno.symlink(`${repository}/node_modules`, `${root}/node_modules`);
    await body(root);
  } finally {
    await esbuild.stop();
    await Deno.remove(root, { recursive: true });
  }
}

// esbuild keeps its child process between builds.
const unwatched = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "the SDK's asset is hashed, repeatable, small and needs no eval",
  unwatched,
  async () => {
    await withRoot(async (root) => {
      const url = await buildVideoSdk(root);
      expect(url).toMatch(/^\/vendor\/twilio-video-[0-9A-F]{10}\.js$/);
      const code = await Deno.readTextFile(`${root}/static${url}`);
      refuseEval(code);
      expect(code).not.toContain(root);

      const manifest = JSON.parse(
        await Deno.readTextFile(`${root}/static/vendor/manifest.json`),
      );
      expect(manifest["twilio-video"]).toBe(url);
      expect(manifest.gzipBytes).toBeLessThan(95_000);

      await Deno.remove(`${root}/static/vendor/manifest.json`);
      expect(await buildVideoSdk(root)).toBe(url);
    });
  },
);

Deno.test(
  "an up-to-date asset is left alone, and older ones go away",
  unwatched,
  async () => {
    await withRoot(async (root) => {
      const url = await buildVideoSdk(root);
      const before = await Deno.stat(`${root}/static${url}`);
      await buildVideoSdk(root);
      expect((await Deno.stat(`${root}/static${url}`)).ino).toBe(before.ino);

      const old = `${root}/static/vendor/twilio-video-0000000000.js`;
      await Deno.writeTextFile(old, "");
      await Deno.remove(`${root}/static${url}`);
      expect(await buildVideoSdk(root)).toBe(url);
      await expect(Deno.stat(old)).rejects.toThrow();
      expect((await Deno.stat(`${root}/static${url}`)).isFile).toBe(true);
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
