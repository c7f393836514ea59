/**
 * The pages that load a module of their own: one script tag with the response's
 * nonce, under the same policy as every other page, and no framework.
 */
import { App, csp } from "fresh";
import { expect } from "expect";
import { reloadWithoutScripts } from "@/lib/client/page/late_scripts.ts";
import type { AssetUrls } from "@/lib/http/assets.ts";
import { pagePolicy, securityHeaders } from "@/lib/http/security_headers.ts";
import type { State } from "@/lib/http/state.ts";
import Layout from "@/routes/_layout.tsx";
import ClientLayout, { config } from "@/routes/c/_layout.tsx";
import BookPage, { handler as book } from "@/routes/book/index.tsx";
import DoorPage, { handler as door } from "@/routes/c/[id].tsx";
import SignInPage, { handler as signIn } from "@/routes/sign-in/index.tsx";
import DamagedLinkPage, {
  handler as damagedLink,
} from "@/routes/sign-in/[link].tsx";
import LinkPage, { handler as link } from "@/routes/sign-in/link.tsx";
import {
  BRIDAL,
  INES,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";

const URLS = {
  "enter-consultation": "/vendor/enter-consultation-0123456789.js",
  "mailed-link": "/vendor/mailed-link-0123456789.js",
  "photo-picker": "/vendor/photo-picker-0123456789.js",
  "sign-in-link": "/vendor/sign-in-link-0123456789.js",
  "zone-link": "/vendor/zone-link-0123456789.js",
} as const satisfies AssetUrls;

const time = `/book?service=${BRIDAL}&artist=${INES}&zone=UTC`;
const PAGES: readonly (readonly [path: string, script: keyof typeof URLS])[] = [
  [`/c/${"c".repeat(26)}`, "enter-consultation"],
  ["/sign-in/link", "sign-in-link"],
  [`/c/${"c".repeat(26)}%23${"s".repeat(43)}`, "mailed-link"],
  [`/sign-in/link%23${"s".repeat(43)}`, "mailed-link"],
  [time, "zone-link"],
  [`${time}&at=2026-11-24T10:00:00.000Z`, "photo-picker"],
];

/** The pages under the product's own headers and policy, with these modules. */
function pagesOf({ services }: TestApp, assetUrls: AssetUrls) {
  return new App<State>()
    .use((ctx) => {
      ctx.state.services = { ...services, assetUrls };
      return ctx.next();
    })
    .use(securityHeaders)
    .use(csp({ useNonce: true, csp: pagePolicy(services.config) }))
    .layout("*", Layout)
    .layout("/c", ClientLayout, config)
    // A page's component expects its own handler's data; `route` does not
    // guarantee it.
    .route("/c/:id", { handler: door as never, component: DoorPage as never })
    .route("/book", { handler: book, component: BookPage as never })
    .route("/sign-in", { handler: signIn, component: SignInPage as never })
    .route("/sign-in/link", {
      handler: link as never,
      component: LinkPage as never,
    })
    .route("/sign-in/:link", {
      handler: damagedLink as never,
      component: DamagedLinkPage as never,
    })
    .handler();
}

async function load(handler: ReturnType<typeof pagesOf>, path: string) {
  const response = await handler(new Request(`http://localhost:8000${path}`));
  expect(response.status).toBe(200);
  const policy = response.headers.get("content-security-policy") ?? "";
  const nonce = /'nonce-(\w+)'/.exec(policy)?.[1];
  // The one inline script: a module that a deploy has removed cannot say so.
  const late = `<script nonce="${nonce}">(${reloadWithoutScripts})()</script>`;
  const html = (await response.text()).replace(late, "");
  return { html, policy, nonce, scripts: html.match(/<script[^>]*>/g) ?? [] };
}

Deno.test("each page loads its one module with the nonce of its own answer, and nothing inline but what reloads it after a deploy", async () => {
  await withApp(async (app) => {
    const handler = pagesOf(app, URLS);
    const nonces = new Set<string | undefined>();
    for (const [path, name] of PAGES) {
      const { html, scripts, nonce } = await load(handler, path);
      expect(scripts).toHaveLength(1);
      expect(scripts[0]).toContain('type="module"');
      expect(scripts[0]).toContain(`src="${URLS[name]}`);
      expect(scripts[0]).toContain(`nonce="${nonce}"`);
      expect(html).toContain("></script>");
      expect(html).not.toContain("__boot");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(PAGES.length);
  });
});

Deno.test("the policy of these pages is that of a page without any script", async () => {
  await withApp(async (app) => {
    const handler = pagesOf(app, URLS);
    const plain = await load(handler, "/sign-in");
    expect(plain.scripts).toEqual([]);
    const masked = (one: typeof plain) =>
      one.policy.replaceAll(`'nonce-${one.nonce}'`, "'nonce'");
    expect(masked(plain)).toContain("script-src 'self' 'nonce';");
    expect(plain.policy).not.toContain("unsafe");
    for (const [path] of PAGES) {
      expect(masked(await load(handler, path))).toBe(masked(plain));
    }
  });
});

Deno.test("before the assets are built, the pages come without a script, and complete", async () => {
  await withApp(async (app) => {
    const handler = pagesOf(app, {});
    for (const [path] of PAGES) {
      const { html, scripts } = await load(handler, path);
      expect(scripts).toEqual([]);
      expect(html).toContain("</main>");
    }
  });
});
