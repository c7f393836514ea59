import type * as TwilioVideo from "twilio-video";
import { isGone, SCRIPT_GONE } from "@/lib/client/page/late_scripts.ts";

/** The parts of the SDK that a call uses. Its code is a separate asset, loaded late. */
export type VideoSdk = Pick<
  typeof TwilioVideo,
  "connect" | "createLocalTracks" | "isSupported" | "LocalVideoTrack"
>;

/** The browser cannot make calls (`isSupported` of the SDK): another attempt would not help. */
export class UnsupportedBrowser extends Error {
  override readonly name = "UnsupportedBrowser";
  /** Twilio's own code for a browser without a common codec; see `callError`. */
  readonly code = 53404;
}

/** The page is older than the server, which has another version of the SDK. */
export class OutdatedPage extends Error {
  override readonly name = "OutdatedPage";
  /** The status of the answer; Twilio's codes have five digits. See `callError`. */
  readonly code = 404;
}

/** A TwilioError has a number; a failed import or a refused device has none. */
export function codeOf(error: unknown): number | null {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === "number" ? code : null;
}

function supported(sdk: VideoSdk): VideoSdk {
  if (sdk.isSupported === false) throw new UnsupportedBrowser();
  return sdk;
}

const loading = new Map<string, Promise<VideoSdk>>();
const failures = new Map<string, number>();

/** How the browser loads a module; replaced in tests. */
export interface ModuleLoader {
  import(url: string): Promise<unknown>;
  isGone(url: string): Promise<boolean>;
  /** Reports that the page should reload; see `late_scripts.ts`. */
  reload(): void;
}

const browserLoader: ModuleLoader = {
  import: (url) => import(/* @vite-ignore */ url),
  isGone,
  reload: () => void globalThis.dispatchEvent(new Event(SCRIPT_GONE)),
};

/**
 * Loads the SDK, once per page. It is 90 kB, so it loads while the user waits
 * and never before the page is usable. A failed load is forgotten, so that the
 * next call tries again; under another URL, because browsers remember that a
 * module failed. If a deploy has removed it, the page reloads; no call is lost
 * by that, because a page in a call has its SDK.
 *
 * @param url of the hashed asset, from `static/vendor/manifest.json`
 */
export function loadVideoSdk(
  url: string,
  loader: ModuleLoader = browserLoader,
): Promise<VideoSdk> {
  const known = loading.get(url);
  if (known) return known;
  const failed = failures.get(url) ?? 0;
  const fresh = loader.import(failed === 0 ? url : again(url, failed + 1))
    .catch(async (error) => {
      if (!await loader.isGone(url)) throw error;
      loader.reload();
      throw new OutdatedPage();
    })
    .then((module) => supported(module as VideoSdk));
  loading.set(url, fresh);
  fresh.catch(() => {
    loading.delete(url);
    failures.set(url, failed + 1);
  });
  return fresh;
}

function again(url: string, attempt: number): string {
  return `${url}${url.includes("?") ? "&" : "?"}try=${attempt}`;
}
