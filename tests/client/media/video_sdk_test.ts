import * as esbuild from "esbuild";
import { expect } from "expect";
import { buildVideoSdk } from "@/scripts/build_video_sdk.ts";
import type { openDevices } from "@/lib/client/devices.ts";
import type { localTracks } from "@/lib/client/local_tracks.ts";
import { loadVideoSdk } from "@/lib/client/video_sdk.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { settle } from "./_support.ts";

Deno.test("the SDK is fetched once, however often it is asked for", async () => {
  let loads = 0;
  const load = () => {
    loads++;
    return Promise.resolve({ isSupported: true });
  };
  const [a, b] = await Promise.all([
    loadVideoSdk("/once.js", load),
    loadVideoSdk("/once.js", load),
  ]);
  expect(a).toBe(b);
  expect(loads).toBe(1);
});

Deno.test("after a failed fetch it is fetched again, under an address that no browser remembers as failed", async () => {
  const asked: string[] = [];
  const load = (url: string) => {
    asked.push(url);
    return asked.length === 1
      ? Promise.reject(new TypeError("Failed to fetch"))
      : Promise.resolve({ isSupported: true });
  };
  await expect(loadVideoSdk("/again.js", load)).rejects.toThrow();
  await settle();
  await loadVideoSdk("/again.js", load);
  expect(asked).toEqual(["/again.js", "/again.js?try=2"]);
});

const ROOT = new URL("../..", import.meta.url).pathname.replace(/\/$/, "");

interface Parts {
  localTracks: typeof localTracks;
  openDevices: typeof openDevices;
  loadVideoSdk: typeof loadVideoSdk;
}

/**
 * What `local_tracks.ts` believes of the SDK, asked of the SDK itself: the given
 * tracks are used as they are, and can be restarted, one kind at a time.
 */
Deno.test(
  "the real SDK takes the waiting room's tracks without capturing again, and flips the camera without touching sound",
  { sanitizeOps: false, sanitizeResources: false },
  async () => {
    const sdkUrl = await buildVideoSdk(ROOT);
    const script = (await esbuild.build({
      stdin: {
        contents: `
          import { localTracks } from "@/lib/client/local_tracks.ts";
          import { openDevices } from "@/lib/client/devices.ts";
          import { loadVideoSdk } from "@/lib/client/video_sdk.ts";
          globalThis.parts = { localTracks, openDevices, loadVideoSdk };`,
        loader: "ts",
        resolveDir: ROOT,
      },
      absWorkingDir: ROOT,
      alias: { "@": ROOT },
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
        const same = [local.sound.value, local.picture.value].every((
          track,
          i,
        ) => track?.mediaStreamTrack === before[i]);
        const afterWrap = captures;
        await local.flip();
        const flipped = {
          captures: captures - afterWrap,
          soundIsTheSame: devices.audio.value === before[0],
          soundIsLive: devices.audio.value!.readyState,
          pictureIsNew: devices.video.value !== before[1],
          pictureIsLive: devices.video.value!.readyState,
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
          pictureIsNew: true,
          pictureIsLive: "live",
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
