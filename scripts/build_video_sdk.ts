import * as esbuild from "esbuild";

/** What `static/vendor/manifest.json` says. Paths are URLs of the site; sizes are bytes. */
export interface VideoSdkManifest {
  "twilio-video": string;
  bytes: number;
  gzipBytes: number;
  /** Changes when the SDK, esbuild or this file does; equal means nothing to do. */
  inputs: string;
}

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
 * Bundles the `twilio-video` SDK into one minified ES module,
 * `static/vendor/twilio-video-<hash>.js`, beside a `manifest.json` that names it.
 *
 * It is a step of its own, apart from the framework's bundler, because a call page loads it
 * lazily by its hashed URL, and because one file of the SDK must be replaced: it runs
 * `new Function` at load, which a Content-Security-Policy without `unsafe-eval` refuses.
 * The same input gives the same bytes.
 *
 * @param root the repository's folder
 * @returns the URL path of the bundle, such as `/vendor/twilio-video-1A2B3C4D5E.js`
 * @throws Error when the output would need `unsafe-eval`
 */
export async function buildVideoSdk(root: string): Promise<string> {
  const folder = `${root}/static/vendor`;
  const inputs = await inputsOf(root);
  const before = await readManifest(folder);
  if (
    before?.inputs === inputs &&
    await exists(`${root}/static${before["twilio-video"]}`)
  ) {
    return before["twilio-video"];
  }

  const code = await bundle(root);
  refuseEval(code);
  const bytes = new TextEncoder().encode(code);
  const name = `twilio-video-${
    (await sha256(bytes)).slice(0, 10).toUpperCase()
  }.js`;
  const manifest: VideoSdkManifest = {
    "twilio-video": `/vendor/${name}`,
    bytes: bytes.length,
    gzipBytes: await gzipSize(bytes),
    inputs,
  };

  await Deno.mkdir(folder, { recursive: true });
  await writeWhole(`${folder}/${name}`, bytes);
  await writeWhole(
    `${folder}/twilio-video.LICENSE.txt`,
    await Deno.readFile(`${root}/node_modules/twilio-video/LICENSE.md`),
  );
  // The manifest last: whoever reads it finds the file that it names.
  await writeWhole(
    `${folder}/manifest.json`,
    new TextEncoder().encode(JSON.stringify(manifest, null, 2) + "\n"),
  );
  await removeOthers(folder, name);
  return manifest["twilio-video"];
}

/** @throws Error when a script-src without `unsafe-eval` would stop this code. */
export function refuseEval(code: string): void {
  const found = /(?<![\w$.])(?:eval|Function)\(|\.constructor\(["'`]return/
    .exec(code);
  if (!found) return;
  const around = code.slice(Math.max(0, found.index - 60), found.index + 60);
  throw new Error(
    `The SDK's bundle evaluates strings, which the CSP forbids: …${around}…`,
  );
}

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

/** The two files that are not bundled as they are. */
const replaceFiles: esbuild.Plugin = {
  name: "replace-sdk-files",
  setup(build) {
    // Only the Krisp noise cancellation plugin is imported this way, and Visavis has none.
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

async function inputsOf(root: string): Promise<string> {
  const sdk = JSON.parse(
    await Deno.readTextFile(`${root}/node_modules/twilio-video/package.json`),
  );
  const self = await (await fetch(import.meta.url)).text();
  const text = [sdk.version, esbuild.version, self].join("\n");
  return (await sha256(new TextEncoder().encode(text))).slice(0, 16);
}

async function readManifest(folder: string): Promise<VideoSdkManifest | null> {
  try {
    return JSON.parse(await Deno.readTextFile(`${folder}/manifest.json`));
  } catch {
    return null;
  }
}

async function removeOthers(folder: string, keep: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (name !== keep && /^twilio-video-\w+\.js$/.test(name)) {
      await Deno.remove(`${folder}/${name}`).catch(() => {});
    }
  }
}

/** Two builds at once must not leave half a file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${crypto.randomUUID()}.tmp`;
  await Deno.writeFile(draft, bytes);
  await Deno.rename(draft, path);
}

async function gzipSize(bytes: Uint8Array): Promise<number> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest(
    "SHA-256",
    bytes as Uint8Array<ArrayBuffer>,
  );
  return new Uint8Array(digest).toHex();
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  console.log(
    await buildVideoSdk(
      new URL("..", import.meta.url).pathname.replace(/\/$/, ""),
    ),
  );
  await esbuild.stop();
}
