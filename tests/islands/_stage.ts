/**
 * One island in a real browser, under a policy as strict as the product's, with
 * a server whose every answer the test decides.
 */
import { UNSAID } from "@/lib/domain/presence.ts";
import * as esbuild from "esbuild";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { launchBrowser } from "@/tests/_support/browser.ts";
import type { RefusalCode } from "@/lib/domain/refusal.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";

const ROOT = new URL("../..", import.meta.url).pathname.replace(/\/$/, "");

/** Leaves out Deno's leak checks: esbuild and Chromium outlive a single step. */
export const inBrowser = { sanitizeOps: false, sanitizeResources: false };

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Stage {
  readonly page: Page;
  readonly url: string;
  /** What the page asked of the API so far, the stream apart. */
  readonly calls: Call[];
  /** Sends an event down every open stream. */
  push(event: string, data: unknown): void;
  /** Resolves when the page listens. */
  listening(): Promise<void>;
}

export interface StageOptions {
  /** Code that defines `view`, with every island imported under its name. */
  readonly view: string;
  readonly api?: (call: Call) => Response;
  /** Runs in the page before anything else. */
  readonly before?: () => void;
  readonly path?: string;
}

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
  const script = await bundle(options.view);
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
      if (!pathname.startsWith("/api/")) return html();
      if (request.headers.get("accept") === "text/event-stream") {
        return stream(streams, () => heard.resolve());
      }
      const text = await request.text();
      const call: Call = {
        method: request.method,
        path: pathname,
        body: text === "" ? null : JSON.parse(text),
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
    alias: { "@": ROOT },
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "error",
  });
  return result.outputFiles[0]!.text;
}

function html(): Response {
  return new Response(
    `<!doctype html><html lang="en"><title>Stage</title><header><a href="/">Studio</a></header><main id="main" tabindex="-1"><div id="app"></div></main><script type="module" src="/app.js"></script></html>`,
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
  code: RefusalCode,
  status: number,
  message = `Refused: ${code}.`,
): Response {
  return Response.json({ error: { code, message } }, { status });
}

const iso = (at: number) => new Date(at).toISOString();

/** A confirmed consultation that can be joined now, at the server's own time. */
export function openSnapshot(
  change: Partial<WaitingSnapshot> = {},
): WaitingSnapshot {
  const now = Date.now();
  return {
    id: "a".repeat(26),
    version: 1,
    state: "confirmed",
    waitingRoomStatus: "empty",
    client: { here: false, since: null },
    artist: { here: false, since: null },
    says: { client: UNSAID, artist: UNSAID },
    holder: null,
    window: "open",
    opensAt: iso(now - 5 * 60_000),
    closesAt: iso(now + 60 * 60_000),
    startsAt: iso(now + 5 * 60_000),
    endsAt: iso(now + 45 * 60_000),
    sessionStartedAt: null,
    sessionEndedAt: null,
    cancelledBy: null,
    twilioRoomStatus: null,
    recording: "off",
    recorded: false,
    recordingConsents: { client: false, artist: false },
    now: iso(now),
    ...change,
  };
}

export const testId = (id: string) => `[data-testid="${id}"]`;

/** Waits until the text is somewhere on the page. */
export async function sees(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.body.innerText.includes(wanted),
    { timeout: 15_000 },
    words,
  );
}

export async function tap(page: Page, selector: string): Promise<void> {
  const found = await page.waitForSelector(`${selector}:not([disabled])`, {
    visible: true,
  });
  await found!.click();
}

export async function press(page: Page, words: string): Promise<void> {
  const found = await page.waitForSelector(
    `::-p-xpath(//button[contains(normalize-space(.), "${words}")])`,
    { visible: true },
  );
  await found!.click();
}
