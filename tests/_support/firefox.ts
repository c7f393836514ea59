import puppeteer, { type Browser } from "puppeteer-core";

/** The path of Firefox (`FIREFOX_PATH`, `PATH`, the usual places), or null. */
export async function findFirefox(): Promise<string | null> {
  const chosen = Deno.env.get("FIREFOX_PATH");
  const folders = (Deno.env.get("PATH") ?? "").split(
    Deno.build.os === "windows" ? ";" : ":",
  );
  const candidates = chosen ? [chosen] : [
    ...folders.filter(Boolean).flatMap((
      folder,
    ) => [`${folder}/firefox-esr`, `${folder}/firefox`]),
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
  ];
  for (const path of candidates) {
    try {
      if ((await Deno.stat(path)).isFile) return path;
    } catch {
      // Not here.
    }
  }
  return null;
}

/** A headless Firefox over WebDriver BiDi, with a fake camera and microphone that ask nothing. */
export async function launchFirefox(executablePath: string): Promise<Browser> {
  return await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    timeout: 60_000,
    protocolTimeout: 120_000,
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      "media.autoplay.default": 0,
      "media.autoplay.blocking_policy": 0,
      // Where there is no network at all, only loopback has addresses.
      "media.peerconnection.ice.loopback": true,
      // Two pages talk to each other, and only one can be in front.
      "dom.min_background_timeout_value": 4,
      "dom.timeout.enable_budget_timer_throttling": false,
      // H.264 comes by a download that a test machine does not have.
      "media.gmp-manager.updateEnabled": false,
    },
  });
}
