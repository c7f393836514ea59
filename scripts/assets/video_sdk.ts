import * as esbuild from "esbuild";
import { minify } from "terser";
import type { AssetGroup } from "./group.ts";

const names = [
  "connect",
  "createLocalTracks",
  "createLocalAudioTrack",
  "createLocalVideoTrack",
  "LocalAudioTrack",
  "LocalVideoTrack",
  "LocalDataTrack",
  "isSupported",
  "Logger",
  "version",
];

/**
 * The `twilio-video` SDK as one minified ES module.
 *
 * It is apart from the framework's bundler, because a call page loads it lazily
 * by its hashed URL, and because a file of the SDK runs `new Function` at load,
 * which a Content-Security-Policy without `unsafe-eval` refuses.
 */
export const videoSdk: AssetGroup = {
  name: "video-sdk",
  scripts: [import.meta.url],
  async build(root) {
    return {
      bundles: [{
        name: "twilio-video",
        code: await smaller(await bundle(root)),
      }],
      // Its version identifies the whole package.
      sources: ["node_modules/twilio-video/package.json"],
      licences: {
        "twilio-video.LICENSE.txt": "node_modules/twilio-video/LICENSE.md",
      },
    };
  },
};

async function bundle(root: string): Promise<string> {
  const result = await esbuild.build({
    stdin: {
      contents: `export { ${names.join(", ")} } from "twilio-video";`,
      resolveDir: root,
      loader: "js",
    },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: ["chrome100", "firefox102", "safari15"],
    minify: true,
    legalComments: "none",
    logLevel: "error",
    plugins: [replaceFiles],
  });
  return result.outputFiles[0]!.text;
}

const BANNER =
  "/* twilio-video, (c) Twilio Inc., BSD-3-Clause: twilio-video.LICENSE.txt */";

/** Gzipped, a twelfth less than esbuild leaves: a phone on a bad network waits for these bytes. */
async function smaller(code: string): Promise<string> {
  const { code: small = "" } = await minify(code, {
    module: true,
    ecma: 2020,
    compress: { passes: 2 },
    format: { preamble: BANNER },
  });
  return small;
}

/** The fields of its own `package.json` that the SDK reads; the rest would be 2 kB for nothing. */
async function packageFields(path: string): Promise<string> {
  const { name, version } = JSON.parse(await Deno.readTextFile(path));
  return JSON.stringify({ name, version });
}

/** Marks the module that stands in for `tslib`. */
const HELPERS = "used-helpers";

/** The files that are replaced, because a page needs little or nothing of them. */
const replaceFiles: esbuild.Plugin = {
  name: "replace-sdk-files",
  setup(build) {
    // Loads the Krisp plugin by its address, with `new Function`; Visavis has
    // no such plugin.
    build.onLoad({
      filter:
        /twilio-video[\\/]es5[\\/]media[\\/]track[\\/]noisecancellationimpl\.js$/,
    }, () => ({
      contents: `exports.applyNoiseCancellation = () =>
        Promise.reject(new Error("Not part of this build: Krisp"));`,
    }));
    // `runPreflight` is not exported here, and nothing else in the SDK uses it.
    build.onLoad({
      filter: /twilio-video[\\/]es5[\\/]preflight[\\/]preflighttest\.js$/,
    }, () => ({
      contents: `exports.runPreflight = undefined;`,
    }));
    build.onLoad(
      { filter: /twilio-video[\\/]package\.json$/ },
      async ({ path }) => ({
        contents: await packageFields(path),
        loader: "json",
      }),
    );
    // `require` takes all of TypeScript's helpers; the SDK uses this one.
    build.onResolve(
      { filter: /^tslib$/, namespace: "file" },
      ({ path, resolveDir }) => ({
        path,
        namespace: HELPERS,
        pluginData: resolveDir,
      }),
    );
    build.onLoad({ filter: /./, namespace: HELPERS }, ({ pluginData }) => ({
      contents: `export { __awaiter } from "tslib";`,
      resolveDir: pluginData,
    }));
  },
};
