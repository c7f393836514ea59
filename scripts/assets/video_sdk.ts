import * as esbuild from "esbuild";
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
 * by its hashed URL, and because one file of the SDK must be replaced: it runs
 * `new Function` at load, which a Content-Security-Policy without `unsafe-eval`
 * refuses.
 */
export const videoSdk: AssetGroup = {
  name: "video-sdk",
  scripts: [import.meta.url],
  async build(root) {
    return {
      bundles: [{ name: "twilio-video", code: await bundle(root) }],
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
    banner: {
      js:
        "/* twilio-video, (c) Twilio Inc., BSD-3-Clause: twilio-video.LICENSE.txt */",
    },
    logLevel: "error",
    plugins: [replaceFiles],
  });
  return result.outputFiles[0]!.text;
}

/** The two files of the SDK that are replaced. */
const replaceFiles: esbuild.Plugin = {
  name: "replace-sdk-files",
  setup(build) {
    // Only the Krisp noise cancellation plugin is imported this way, and
    // Visavis does not use it.
    build.onLoad({
      filter: /twilio-video[\\/]es5[\\/]util[\\/]dynamicimport\.js$/,
    }, () => ({
      contents: `module.exports = (name) =>
        Promise.reject(new Error("Not part of this build: " + name));`,
    }));
    // `runPreflight` is not exported here, and nothing else in the SDK uses it.
    build.onLoad({
      filter: /twilio-video[\\/]es5[\\/]preflight[\\/]preflighttest\.js$/,
    }, () => ({
      contents: `exports.runPreflight = undefined;`,
    }));
  },
};
