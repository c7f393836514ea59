import puppeteer, { type Browser } from "puppeteer-core";
import { PATIENCE, patient } from "./patience.ts";

/** Options of a test browser. */
export interface BrowserOptions {
  /** Additional command line switches, after ours. */
  args?: string[];
  /**
   * Omits the automatic permission answers: the test must grant permissions,
   * but a screen is really captured instead of drawn by the browser.
   */
  realScreens?: boolean;
  /** CSS pixels of every page; puppeteer's default (800×600) when absent. */
  viewport?: {
    width: number;
    height: number;
    hasTouch?: boolean;
    isMobile?: boolean;
  };
}

/**
 * A headless Chromium with a fake camera and microphone and no permission
 * prompts. The caller closes it. Contexts of one browser do not share cookies,
 * so one browser serves a whole test file.
 */
export async function launchBrowser(
  options: BrowserOptions = {},
): Promise<Browser> {
  return patient(
    await puppeteer.launch({
      executablePath: await findBrowser(),
      headless: true,
      timeout: PATIENCE,
      protocolTimeout: 2 * PATIENCE,
      ...(options.viewport ? { defaultViewport: options.viewport } : {}),
      args: [
        // Tests run as root in containers and open only our own pages.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Two pages talk to each other, but only one can be in the foreground.
        "--disable-background-timer-throttling",
        "--disable-renderer-backgrounding",
        "--disable-backgrounding-occluded-windows",
        "--autoplay-policy=no-user-gesture-required",
        ...(options.realScreens ? [] : ["--use-fake-ui-for-media-stream"]),
        "--use-fake-device-for-media-stream",
        // Without any network, only loopback has addresses for ICE.
        "--allow-loopback-in-peer-connection",
        ...(options.args ?? []),
      ],
    }),
  );
}

let found: Promise<string> | undefined;

/**
 * The path of a Chromium or Chrome: `CHROME_PATH`, then `PATH`, then the usual
 * places, then puppeteer's cache; otherwise one is installed (Debian's package
 * where permitted, otherwise a download into `.data/browsers`).
 *
 * @throws Error with instructions when none is found and none can be installed.
 */
export function findBrowser(): Promise<string> {
  return found ??= search();
}

async function search(): Promise<string> {
  const chosen = Deno.env.get("CHROME_PATH");
  if (chosen) {
    if (await isFile(chosen)) return chosen;
    throw new Error(`CHROME_PATH names ${chosen}, which is not a file`);
  }
  return await installed() ?? await install();
}

async function installed(): Promise<string | null> {
  for (const path of [...onPath(), ...wellKnown()]) {
    if (await isFile(path)) return path;
  }
  const home = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE");
  const caches = [
    Deno.env.get("PUPPETEER_CACHE_DIR"),
    home && `${home}/.cache/puppeteer`,
    downloads,
  ];
  for (const cache of caches) {
    const path = cache ? await inCache(cache) : null;
    if (path) return path;
  }
  return null;
}

const windows = Deno.build.os === "windows";
const downloads = new URL("../../.data/browsers", import.meta.url).pathname
  .replace(/^\/([A-Za-z]:)/, "$1");

function onPath(): string[] {
  const names = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chrome-headless-shell",
  ];
  const folders = (Deno.env.get("PATH") ?? "").split(windows ? ";" : ":")
    .filter(Boolean);
  return folders.flatMap((folder) =>
    names.map((name) => `${folder}/${name}${windows ? ".exe" : ""}`)
  );
}

function wellKnown(): string[] {
  if (Deno.build.os === "darwin") {
    return ["", Deno.env.get("HOME") ?? ""].flatMap((root) => [
      `${root}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
      `${root}/Applications/Chromium.app/Contents/MacOS/Chromium`,
      `${root}/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
    ]);
  }
  if (windows) {
    return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
      .map((name) => Deno.env.get(name)).filter((root) => root !== undefined)
      .flatMap((root) => [
        `${root}\\Google\\Chrome\\Application\\chrome.exe`,
        `${root}\\Chromium\\Application\\chrome.exe`,
        `${root}\\Microsoft\\Edge\\Application\\msedge.exe`,
      ]);
  }
  return [
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/usr/lib/chromium/chromium",
  ];
}

/** Puppeteer keeps `<browser>/<platform>-<version>/<archive>/<program>`. */
async function inCache(cache: string): Promise<string | null> {
  for (const browser of ["chrome", "chrome-headless-shell", "chromium"]) {
    for (
      const build of (await folders(`${cache}/${browser}`)).sort().reverse()
    ) {
      for (const archive of await folders(`${cache}/${browser}/${build}`)) {
        const folder = `${cache}/${browser}/${build}/${archive}`;
        const programs = [
          "chrome",
          "chrome.exe",
          "chrome-headless-shell",
          "chrome-headless-shell.exe",
          "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
        ];
        for (const program of programs) {
          if (
            await isFile(`${folder}/${program}`)
          ) return `${folder}/${program}`;
        }
      }
    }
  }
  return null;
}

async function install(): Promise<string> {
  await Deno.mkdir(downloads, { recursive: true });
  // Test files run in parallel processes: one installs, the others wait and
  // check again.
  using lock = await Deno.open(`${downloads}/install.lock`, {
    create: true,
    write: true,
  });
  await lock.lock(true);
  const meanwhile = await installed();
  if (meanwhile) return meanwhile;

  console.error(
    "No Chromium found: installing one for the browser tests (once).",
  );
  await installPackage() || await download();
  const path = await installed();
  if (path) return path;
  throw new Error(
    "No Chromium or Chrome was found, and none could be installed. " +
      "Install one, or set CHROME_PATH to its program.",
  );
}

async function installPackage(): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  const root = Deno.uid() === 0;
  if (!root && !await run("sudo", ["-n", "true"])) return false;
  const apt = (...args: string[]) =>
    root
      ? run("env", ["DEBIAN_FRONTEND=noninteractive", "apt-get", ...args])
      : run("sudo", [
        "-n",
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        ...args,
      ]);
  return await apt("update") && await apt("install", "-y", "chromium");
}

function download(): Promise<boolean> {
  return run(windows ? "npx.cmd" : "npx", [
    "--yes",
    "@puppeteer/browsers",
    "install",
    "chrome-headless-shell@stable",
    "--path",
    downloads,
  ]);
}

async function run(program: string, args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(program, {
      args,
      stdout: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}

async function folders(path: string): Promise<string[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(path));
    return entries.filter((entry) => entry.isDirectory).map((entry) =>
      entry.name
    );
  } catch {
    return [];
  }
}
