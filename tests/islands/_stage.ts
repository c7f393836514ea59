/**
 * One island, or a page's own module on the server-rendered markup, in a real
 * browser, under a policy as strict as the product's, with a server whose
 * responses the test controls.
 */
import { PATIENCE } from "@/tests/_support/patience.ts";
import * as esbuild from "esbuild";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { renderToString } from "preact-render-to-string";
import type { VNode } from "preact";
import type { EntryName } from "@/lib/http/assets.ts";
import { pageModules } from "@/scripts/assets/page_modules.ts";
import type { WaitingSnapshot, WireRefusalCode } from "@/lib/wire/wire.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";

const ROOT = new URL("../..", import.meta.url).pathname.replace(/\/$/, "");

/** Disables Deno's leak checks: esbuild and Chromium outlive a single step. */
export const inBrowser = { sanitizeOps: false, sanitizeResources: false };

export interface Call {
  readonly method: string;
  readonly path: string;
  /** Parsed JSON; for any other body, its content type. */
  readonly body: unknown;
}

export interface Stage {
  readonly page: Page;
  readonly url: string;
  /** The page's API calls so far, without the stream. */
  readonly calls: Call[];
  /** Sends an event to every open stream. */
  push(event: string, data: unknown): void;
  /** Resolves when the page has connected its stream. */
  listening(): Promise<void>;
}

type Subject =
  /** Code that defines `view`, with every island imported by its name. */
  | { readonly view: string; readonly entry?: undefined }
  | { readonly entry: EntryName; readonly markup: VNode };

export type StageOptions = Subject & {
  readonly api?: (call: Call) => Response | Promise<Response>;
  /** Runs in the page before anything else. */
  readonly before?: () => void;
  readonly path?: string;
};

/** One browser for a whole test file. */
export async function withBrowser(
  body: (
    stage: (
      options: StageOptions,
      act: (stage: Stage) => Promise<void>,
    ) => Promise<void>,
  ) => Promise<void>,
): Promise<void> {
  const browser = await launchBrowser({
    viewport: { width: 390, height: 844, isMobile: true, hasTouch: true },
  });
  try {
    await body((options, act) => onStage(browser, options, act));
  } finally {
    await browser.close();
    await esbuild.stop();
  }
}

async function onStage(
  browser: Browser,
  options: StageOptions,
  act: (stage: Stage) => Promise<void>,
): Promise<void> {
  const script = options.entry === undefined
    ? await bundle(options.view)
    : await moduleOf(options.entry);
  const markup = options.entry === undefined
    ? ""
    : renderToString(options.markup);
  const calls: Call[] = [];
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let heard = Promise.withResolvers<void>();
  const server = Deno.serve(
    { port: 0, hostname: "localhost", onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/app.js") {
        return new Response(script, {
          headers: { "content-type": "text/javascript" },
        });
      }
      if (pathname === "/app.css") {
        return new Response(STYLE, { headers: { "content-type": "text/css" } });
      }
      if (!pathname.startsWith("/api/")) return html(markup);
      if (request.headers.get("accept") === "text/event-stream") {
        return stream(streams, () => heard.resolve());
      }
      const text = await request.text();
      const type = request.headers.get("content-type");
      const call: Call = {
        method: request.method,
        path: pathname,
        body: type?.includes("json") ? JSON.parse(text) : type,
      };
      calls.push(call);
      return options.api?.(call) ?? refused("internal", 500);
    },
  );
  const url = `http://localhost:${server.addr.port}`;
  let context: BrowserContext | undefined;
  try {
    context = await browser.createBrowserContext();
    const page = await context.newPage();
    const broken: unknown[] = [];
    page.on("pageerror", (error) => broken.push(error));
    if (options.before) await page.evaluateOnNewDocument(options.before);
    await page.goto(`${url}${options.path ?? "/"}`);
    await act({
      page,
      url,
      calls,
      push(event, data) {
        const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
        for (const one of streams) one.enqueue(new TextEncoder().encode(text));
      },
      async listening() {
        await heard.promise;
        heard = Promise.withResolvers();
      },
    });
    if (broken.length > 0) throw new AggregateError(broken, "The page threw");
  } finally {
    await context?.close();
    await server.shutdown();
  }
}

async function bundle(view: string): Promise<string> {
  const names = [...Deno.readDirSync(`${ROOT}/islands`)]
    .map(({ name }) => name).filter((name) => name.endsWith(".tsx"))
    .map((name) => name.slice(0, -4));
  const imports = names.filter((name) => view.includes(name))
    .map((name) => `import ${name} from "@/islands/${name}.tsx";`);
  const result = await esbuild.build({
    stdin: {
      contents: `${imports.join("\n")}
        import { render } from "preact";
        import { signal } from "@preact/signals";
        ${view}
        render(view, document.getElementById("app"));`,
      loader: "tsx",
      resolveDir: ROOT,
    },
    absWorkingDir: ROOT,
    alias: {
      "@/words": `${ROOT}/lib/words/en`,
      "@": ROOT,
      "fresh/runtime": `${ROOT}/tests/islands/_runtime.ts`,
    },
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "error",
  });
  return result.outputFiles[0]!.text;
}

async function moduleOf(entry: EntryName): Promise<string> {
  const { bundles } = await pageModules.build(ROOT);
  return bundles.find(({ name }) => name === entry)!.code;
}

/** Without any style a picture is as wide as its camera, and the page is zoomed out until a click misses. */
const STYLE = "svg, video { width: 5rem; }";

function html(markup: string): Response {
  return new Response(
    `<!doctype html><html lang="en"><title>Stage</title><link rel="stylesheet" href="/app.css"><header><a href="/">Studio</a></header><main id="main" tabindex="-1"><div id="app">${markup}</div></main><script type="module" src="/app.js"></script></html>`,
    {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy":
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src blob:",
      },
    },
  );
}

function stream(
  streams: Set<ReadableStreamDefaultController<Uint8Array>>,
  opened: () => void,
): Response {
  let own: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      own = controller;
      streams.add(controller);
      controller.enqueue(new TextEncoder().encode("retry: 500\n\n"));
      opened();
    },
    cancel: () => void streams.delete(own),
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream" },
  });
}

export function refused(
  code: WireRefusalCode,
  status: number,
  message = `Refused: ${code}.`,
): Response {
  return Response.json({ error: { code, message } }, { status });
}

/** A confirmed consultation that can be joined now, at the server's current time. */
export function openSnapshot(
  change: Partial<WaitingSnapshot> = {},
): WaitingSnapshot {
  return aSnapshot(change, Date.now());
}

export const testId = (id: string) => `[data-testid="${id}"]`;

/** Waits until the text appears on the page. */
export async function sees(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.body.innerText.includes(wanted),
    {},
    words,
  );
}

export async function tap(page: Page, selector: string): Promise<void> {
  await page.locator(selector).setTimeout(PATIENCE).click();
}

export async function press(page: Page, words: string): Promise<void> {
  const found = await page.waitForSelector(
    `::-p-xpath(//button[contains(normalize-space(.), "${words}")])`,
    { visible: true },
  );
  await found!.click();
}
