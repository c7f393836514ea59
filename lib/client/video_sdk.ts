import type * as TwilioVideo from "twilio-video";

/** The parts of the SDK that a call uses. Its code is an asset of its own, fetched late. */
export type VideoSdk = Pick<
  typeof TwilioVideo,
  "connect" | "createLocalTracks" | "isSupported" | "LocalVideoTrack"
>;

const loading = new Map<string, Promise<VideoSdk>>();
const failures = new Map<string, number>();

/**
 * Fetches the SDK, once per page. It is 90 kB, so it is fetched while somebody
 * waits and never before the page can be used. A failed fetch is forgotten, so
 * that the next call tries again; under another address, since browsers remember
 * that a module failed.
 *
 * @param url of the hashed asset, from `static/vendor/manifest.json`
 */
export function loadVideoSdk(
  url: string,
  load: (url: string) => Promise<unknown> = (url) =>
    import(/* @vite-ignore */ url),
): Promise<VideoSdk> {
  const known = loading.get(url);
  if (known) return known;
  const failed = failures.get(url) ?? 0;
  const fresh = load(failed === 0 ? url : `${url}?try=${failed + 1}`)
    .then((module) => module as VideoSdk);
  loading.set(url, fresh);
  fresh.catch(() => {
    loading.delete(url);
    failures.set(url, failed + 1);
  });
  return fresh;
}
