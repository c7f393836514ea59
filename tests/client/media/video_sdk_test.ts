import * as esbuild from "esbuild";
import { expect } from "expect";
import { buildAssets } from "@/scripts/build_assets.ts";
import type { openDevices } from "@/lib/client/media/devices.ts";
import type { localTracks } from "@/lib/client/media/local_tracks.ts";
import { callError } from "@/lib/client/call/call_errors.ts";
import {
  codeOf,
  loadVideoSdk,
  type ModuleLoader,
} from "@/lib/client/media/video_sdk.ts";
import { callErrors } from "@/words/call_errors.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { settle } from "@/tests/client/_support.ts";

/** Records what is loaded. */
function aLoader(
  load: (url: string) => Promise<unknown>,
  { gone = false } = {},
) {
  const asked: string[] = [];
  let reloads = 0;
  const loader: ModuleLoader = {
    import(url) {
      asked.push(url);
      return load(url);
    },
    isGone: () => Promise.resolve(gone),
    reload: () => void reloads++,
  };
  return { loader, asked, reloads: () => reloads };
}
const failing = () => Promise.reject(new TypeError("Failed to fetch"));
const supported = () => Promise.resolve({ isSupported: true });

Deno.test("the SDK is fetched once, however often it is requested", async () => {
  const { loader, asked } = aLoader(supported);
  const [a, b] = await Promise.all([
    loadVideoSdk("/once.js", loader),
    loadVideoSdk("/once.js", loader),
  ]);
  expect(a).toBe(b);
  expect(asked.length).toBe(1);
});

Deno.test("after a failed fetch it is fetched again, under an address that no browser has cached as failed", async () => {
  for (const [url, second] of [["/a.js", "?"], ["/a.js?c=1", "&"]] as const) {
    const { loader, asked, reloads } = aLoader(() =>
      asked.length === 1 ? failing() : supported()
    );
    await expect(loadVideoSdk(url, loader)).rejects.toThrow("Failed");
    await settle();
    await loadVideoSdk(url, loader);
    expect(asked).toEqual([url, `${url}${second}try=2`]);
    expect(reloads()).toBe(0);
  }
});

Deno.test("when a deploy has removed it, the page reloads, and one that may not says that it is outdated", async () => {
  const { loader, reloads } = aLoader(failing, { gone: true });
  const error = await loadVideoSdk("/gone.js", loader).catch((error) => error);
  expect(reloads()).toBe(1);
  const { then, sentence } = callError(codeOf(error));
  expect([then, sentence]).toEqual(["give_up", callErrors.outdated]);
});

const ROOT = new URL("../../..", import.meta.url).pathname.replace(/\/$/, "");

interface Parts {
  localTracks: typeof localTracks;
  openDevices: typeof openDevices;
  loadVideoSdk: typeof loadVideoSdk;
}

/**
 * Checks what `local_tracks.ts` assumes about the SDK against the SDK itself:
 * the given tracks are used as they are, and can be restarted, one kind at a
 * time.
 */
Deno.test(
  "the real SDK uses the waiting room's tracks without capturing again, and flips the camera without touching audio",
  { sanitizeOps: false, sanitizeResources: false },
  async () => {
    const { "twilio-video": sdkUrl } = await buildAssets(ROOT);
    const script = (await esbuild.build({
      stdin: {
        contents: `
          import { localTracks } from "@/lib/client/media/local_tracks.ts";
          import { openDevices } from "@/lib/client/media/devices.ts";
          import { loadVideoSdk } from "@/lib/client/media/video_sdk.ts";
          globalThis.parts = { localTracks, openDevices, loadVideoSdk };`,
        loader: "ts",
        resolveDir: ROOT,
      },
      absWorkingDir: ROOT,
      alias: { "@/words": `${ROOT}/lib/words/en`, "@": ROOT },
      bundle: true,
      write: false,
      format: "esm",
    })).outputFiles[0]!.text;
    const server = Deno.serve(
      { port: 0, hostname: "localhost", onListen: () => {} },
      async (request) => {
        const { pathname } = new URL(request.url);
        const js = { headers: { "content-type": "text/javascript" } };
        if (pathname === "/app.js") return new Response(script, js);
        if (pathname === sdkUrl) {
          return new Response(
            await Deno.readFile(`${ROOT}/static${sdkUrl}`),
            js,
          );
        }
        return new Response(
          `<!doctype html><script type="module" src="/app.js"></script>`,
          { headers: { "content-type": "text/html" } },
        );
      },
    );
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${server.addr.port}/`);
      await page.waitForFunction(() => "parts" in globalThis);
      const seen = await page.evaluate(async (sdkUrl) => {
        const { localTracks, openDevices, loadVideoSdk } =
          (globalThis as unknown as { parts: Parts }).parts;
        let captures = 0;
        const media = navigator.mediaDevices;
        const real = media.getUserMedia.bind(media);
        media.getUserMedia = (constraints) => {
          captures++;
          return real(constraints);
        };
        const devices = openDevices();
        await devices.acquire();
        const before = [devices.audio.value, devices.video.value];
        const local = localTracks(devices);
        await local.wrap(await loadVideoSdk(sdkUrl));
        const same = [local.audio.value, local.video.value].every((
          track,
          i,
        ) => track?.mediaStreamTrack === before[i]);
        const afterWrap = captures;
        await local.flip();
        const flipped = {
          captures: captures - afterWrap,
          soundIsTheSame: devices.audio.value === before[0],
          soundIsLive: devices.audio.value!.readyState,
          videoIsNew: devices.video.value !== before[1],
          videoIsLive: devices.video.value!.readyState,
          facing: local.facing.value,
        };
        const last = [devices.audio.value, devices.video.value];
        local.release();
        return {
          same,
          afterWrap,
          flipped,
          released: last.map((track) => track!.readyState),
        };
      }, sdkUrl);
      expect(seen).toEqual({
        same: true,
        afterWrap: 1,
        flipped: {
          captures: 1,
          soundIsTheSame: true,
          soundIsLive: "live",
          videoIsNew: true,
          videoIsLive: "live",
          facing: "environment",
        },
        released: ["ended", "ended"],
      });
    } finally {
      await browser.close();
      await server.shutdown();
      await esbuild.stop();
    }
  },
);

Deno.test("a browser that the SDK does not support gives up with the sentence for browsers, instead of blaming the network", async () => {
  const error = await loadVideoSdk(
    "/unsupported.js",
    aLoader(() => Promise.resolve({ isSupported: false })).loader,
  ).catch((error) => error);
  const { then, sentence } = callError(codeOf(error));
  expect([then, sentence]).toEqual(["give_up", callErrors.browser]);
});
