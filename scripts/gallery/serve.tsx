import { renderToString } from "preact-render-to-string";
import { Stylesheets } from "@/components/Stylesheets.tsx";
import { CALL_PAGES } from "./call_pages.tsx";
import { SHARED_PAGES } from "./shared_pages.tsx";
import { CLIENT_PAGES } from "./client_pages.tsx";
import { STAFF_PAGES } from "./staff_pages.tsx";
import { sharedDocument } from "./document.ts";
import { face } from "./face.ts";
import type { Surface } from "./surface.ts";

export const SURFACES: Surface[] = [
  ...CLIENT_PAGES,
  ...CALL_PAGES,
  ...SHARED_PAGES,
  ...STAFF_PAGES,
];

const STATIC = new URL("../../static/", import.meta.url);
const TYPES: Record<string, string> = {
  css: "text/css",
  svg: "image/svg+xml",
  png: "image/png",
  woff2: "font/woff2",
};
/** As strict as the product's own policy for styles: an inline style would not be applied. */
const POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'";

/** The page of one surface as a whole document. */
export function documentOf(surface: Surface): string {
  return "<!doctype html>" + renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover"
        />
        <title>{surface.title}</title>
        <Stylesheets />
      </head>
      <body class={surface.neutral ? "neutral" : undefined}>
        {surface.body}
      </body>
    </html>,
  );
}

/** Serves the surfaces at `/<name>` and the static files, on a free port of this machine. */
export function serveGallery(): { origin: string; close: () => Promise<void> } {
  const server = Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    onListen: () => {},
  }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/gallery/screen.svg") {
      return answer(sharedDocument(), "image/svg+xml");
    }
    if (pathname.startsWith("/gallery/")) {
      return answer(face(pathname.includes("ines")), "image/svg+xml");
    }
    const surface = SURFACES.find((s) => pathname === `/${s.name}`);
    if (surface) return answer(documentOf(surface), "text/html; charset=utf-8");
    try {
      const file = await Deno.readFile(new URL(`.${pathname}`, STATIC));
      return answer(
        file,
        TYPES[pathname.split(".").pop() ?? ""] ?? "application/octet-stream",
      );
    } catch {
      return new Response("not found", { status: 404 });
    }
  });
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    close: () => server.shutdown(),
  };
}

function answer(body: BodyInit, type: string): Response {
  return new Response(body, {
    headers: { "content-type": type, "content-security-policy": POLICY },
  });
}
