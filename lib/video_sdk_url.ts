const MANIFEST = new URL("../static/vendor/manifest.json", import.meta.url);

/** Where the browser finds the video SDK: a hashed name, made by `scripts/build_video_sdk.ts`. */
export function readVideoSdkUrl(): string | null {
  try {
    const manifest = JSON.parse(Deno.readTextFileSync(MANIFEST));
    const url: unknown = manifest["twilio-video"];
    return typeof url === "string" ? url : null;
  } catch {
    return null;
  }
}
