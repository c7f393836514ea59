import type { EmbeddedRooms } from "@/lib/rooms/mod.ts";
import { buildAssets } from "@/scripts/build_assets.ts";

const root = new URL("../../..", import.meta.url).pathname.replace(/\/$/, "");
// The product's policy, without its styles: above all no 'unsafe-eval'.
const csp =
  "default-src 'none'; script-src 'self'; connect-src 'self' ws:; media-src blob: mediastream:";

/** One page with the SDK, and the rooms behind `/rooms`. */
export async function loadSite(): Promise<
  (req: Request, rooms: EmbeddedRooms) => Response
> {
  const { "twilio-video": sdk } = await buildAssets(root);
  const scripts = new Map([
    ["/page.js", await Deno.readTextFile(`${root}/tests/e2e/_rooms/page.js`)],
    [sdk, await Deno.readTextFile(`${root}/static${sdk}`)],
  ]);
  return (req, rooms) => {
    const { pathname } = new URL(req.url);
    if (pathname === "/rooms") return rooms.accept(req);
    const script = scripts.get(pathname);
    if (script) {
      return new Response(script, {
        headers: {
          "content-type": "text/javascript",
          "cache-control": "max-age=3600",
        },
      });
    }
    if (pathname !== "/") return new Response(null, { status: 404 });
    return new Response(
      `<!doctype html><html lang="en" data-sdk="${sdk}"><title>A call</title><script src="/page.js"></script>`,
      {
        headers: {
          "content-type": "text/html",
          "content-security-policy": csp,
        },
      },
    );
  };
}
