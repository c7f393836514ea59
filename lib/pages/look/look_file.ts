import { words } from "@/lib/words/mod.ts";

/**
 * A look sheet to keep. An attachment, so that what an artist typed is never a
 * page of this site, and without scripts if a program shows it nevertheless.
 */
export function lookFile(html: string): Response {
  const name = words().look.page.fileName;
  return new Response(`<!doctype html>${html}`, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.html"`,
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    },
  });
}
