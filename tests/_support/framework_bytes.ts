import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { gzipSync } from "node:zlib";
import { builderConfig } from "@/fresh.config.ts";

/**
 * Gzipped bytes of JavaScript that a page with one small island loads: Preact,
 * its signals and Fresh's own code. Budgets for pages are without them, because
 * they differ between Fresh and the stand-in.
 */
export async function frameworkBytes(): Promise<number> {
  const root = new URL("./small_island/", import.meta.url).href;
  const app = new App().use(staticFiles()).fsRoutes();
  const apply = await new Builder({ root, ...builderConfig })
    .build({ snapshot: "memory" });
  apply(app);
  const handler = app.handler();
  const get = (path: string) => handler(new Request(`http://localhost${path}`));
  const { headers } = await get("/");
  let bytes = 0;
  for (
    const [, url = ""] of (headers.get("link") ?? "").matchAll(/<([^>]+)>/g)
  ) {
    const response = await get(url);
    bytes += gzipSync(new Uint8Array(await response.arrayBuffer())).length;
  }
  return bytes;
}
