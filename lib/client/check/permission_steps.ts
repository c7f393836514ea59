import type { BrowserName } from "@/lib/client/check/browser_name.ts";
import type { BrowserFacts, Platform } from "@/lib/client/page/platform.ts";
import { deviceHelp as words } from "@/words/devices/help.ts";

type Place = Pick<BrowserFacts, "platform" | "browser">;

const { site, system } = words.steps;

/** On Windows, and wherever no other row fits. */
const DESKTOP = {
  chrome: site.chrome,
  edge: site.edge,
  firefox: site.firefox,
  other: site.other,
} as const;

/**
 * Where each browser keeps what was answered to this site. On iPhones only
 * Safari does: every other browser has one switch for all sites, in the
 * system's settings.
 */
const SITE: Readonly<
  Record<
    Platform,
    Readonly<Partial<Record<BrowserName, readonly string[]>>> & {
      readonly other: readonly string[];
    }
  >
> = {
  ios: { safari: site.safariPhone, other: [] },
  android: {
    chrome: site.chromePhone,
    samsung: site.samsung,
    firefox: site.firefoxPhone,
    edge: site.edgePhone,
    other: site.chromePhone,
  },
  mac: { ...DESKTOP, safari: site.safariMac },
  windows: DESKTOP,
  other: DESKTOP,
};

const NAMES: Readonly<Record<BrowserName, string>> = {
  safari: "Safari",
  chrome: "Chrome",
  edge: "Edge",
  firefox: "Firefox",
  samsung: "Samsung Internet",
  other: words.yourBrowser,
};

/** The steps after a denial, for this browser on this system. */
export function deniedSteps(place: Place): readonly string[] {
  const { platform, browser } = place;
  return [
    ...SITE[platform][browser] ?? SITE[platform].other,
    ...systemSteps(place),
    words.steps.comeBack,
  ];
}

/** The steps for the system's own switch; none where it has none. */
export function systemSteps({ platform, browser }: Place): readonly string[] {
  const named = { browser: NAMES[browser] };
  switch (platform) {
    case "ios":
      return browser === "safari" ? system.iosSafari : system.iosApp(named);
    case "android":
      return system.android(named);
    case "mac":
      // Apple's own browser is not in that list.
      return browser === "safari" ? [] : system.mac(named);
    case "windows":
      return system.windows;
    case "other":
      return [];
  }
}

/**
 * The same after an error that names no denial: on a computer whose switch is
 * off, Firefox finds no device, or one that does not start.
 */
export function hiddenSteps(place: Place): readonly string[] {
  const { platform } = place;
  return platform === "mac" || platform === "windows" ? systemSteps(place) : [];
}
