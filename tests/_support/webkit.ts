/**
 * WebKitGTK's MiniBrowser over WebDriver (W3C): the engine of Safari, though not
 * Safari itself. It has a mock camera and microphone, and no WebRTC. Without a
 * display it runs under Xvfb.
 */
import { PATIENCE, until } from "./patience.ts";

/** An iPhone's: what the pages decide by the user agent is decided as there. */
export const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";

const DRIVER = "/usr/bin/WebKitWebDriver";
const MULTIARCH = ["x86_64-linux-gnu", "aarch64-linux-gnu"];
const VERSIONS = ["4.1", "6.0", "4.0"];

/** The path of MiniBrowser, or null if this machine lacks it, its driver or Xvfb. */
export async function findWebKit(): Promise<string | null> {
  if (!await isFile(DRIVER) || !await isFile("/usr/bin/xvfb-run")) return null;
  for (const arch of MULTIARCH) {
    for (const version of VERSIONS) {
      const path = `/usr/lib/${arch}/webkit2gtk-${version}/MiniBrowser`;
      if (await isFile(path)) return path;
    }
  }
  return null;
}

/** One window. Scripts are functions without outer variables, as in puppeteer. */
export interface WebKit extends AsyncDisposable {
  goto(url: string): Promise<void>;
  evaluate<T, A extends readonly unknown[]>(
    script: (...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<Awaited<T>>;
  /** Waits until an element exists and is shown. */
  waitFor(selector: string): Promise<void>;
  /** A real press on the middle of an element. */
  click(selector: string): Promise<void>;
  /** PNG. */
  screenshot(): Promise<Uint8Array>;
}

export async function launchWebKit(miniBrowser: string): Promise<WebKit> {
  const port = freePort();
  const child = new Deno.Command("xvfb-run", {
    args: ["-a", DRIVER, `--port=${port}`],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const ask = wireTo(`http://127.0.0.1:${port}`);
  await until("WebKit's driver", () => ask("GET", "/status"));
  const { sessionId } = await ask("POST", "/session", {
    capabilities: {
      alwaysMatch: {
        "webkitgtk:browserOptions": {
          binary: miniBrowser,
          args: [
            "--automation",
            "--enable-media-stream=true",
            "--enable-mock-capture-devices=true",
            `--user-agent=${IPHONE}`,
          ],
        },
        timeouts: { script: PATIENCE, pageLoad: PATIENCE },
      },
    },
  }) as { sessionId: string };
  const send: Ask = (method, path, body) =>
    ask(method, `/session/${sessionId}${path}`, body);
  return {
    ...windowOf(send),
    async [Symbol.asyncDispose]() {
      await send("DELETE", "").catch(() => {});
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

function windowOf(send: Ask): Omit<WebKit, typeof Symbol.asyncDispose> {
  const evaluate: WebKit["evaluate"] = async (script, ...args) =>
    await send("POST", "/execute/async", {
      script: `const done = arguments[arguments.length - 1];
        Promise.resolve((${script})(...[...arguments].slice(0, -1)))
          .then(done, (error) => done({ error: String(error) }));`,
      args,
    }) as never;
  const find = async (selector: string) =>
    Object.values(
      await send("POST", "/element", {
        using: "css selector",
        value: selector,
      }) as Record<string, string>,
    )[0]!;
  return {
    goto: async (url) => void await send("POST", "/url", { url }),
    evaluate,
    async waitFor(selector) {
      await until(`${selector} in WebKit`, () =>
        evaluate(
          (one) => document.querySelector(one)?.checkVisibility() ?? false,
          selector,
        ));
    },
    async click(selector) {
      await until(`a press on ${selector} in WebKit`, async () => {
        await send("POST", `/element/${await find(selector)}/click`, {});
        return true;
      });
    },
    async screenshot() {
      const png = await send("GET", "/screenshot") as string;
      return Uint8Array.from(atob(png), (one) => one.charCodeAt(0));
    },
  };
}

/** @throws Error with the driver's own message */
function wireTo(base: string): Ask {
  return async (method, path, body) => {
    const response = await fetch(`${base}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

function freePort(): number {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return listener.addr.port;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}
