import {
  type BrowserName,
  browserName,
} from "@/lib/client/check/browser_name.ts";
import {
  type AppExit,
  inAppBrowser,
} from "@/lib/client/link/in_app_browser.ts";

/** The systems with different settings. */
export type Platform = "ios" | "android" | "mac" | "windows" | "other";

export interface SystemFacts {
  readonly platform: Platform;
  readonly isPhone: boolean;
  /** The name of the app whose in-app browser shows this page, or null in a real browser. */
  readonly insideApp: string | null;
  /** How a link leads out of that app; absent where none is known. */
  readonly exit?: AppExit;
}

export interface BrowserFacts extends SystemFacts {
  readonly browser: BrowserName;
}

/** The browser that a person inside an app should open instead. */
export function ownBrowser(platform: Platform): "Safari" | "Chrome" {
  return platform === "ios" ? "Safari" : "Chrome";
}

/**
 * Whether this browser can make video calls: a camera alone is not enough.
 * Lockdown Mode on iPhones, some extensions and WebKitGTK have no WebRTC. The
 * SDK's own `isSupported` asks for the same, and is loaded too late for the
 * entry page.
 */
export function canCall(
  browser: {
    readonly navigator?: { readonly mediaDevices?: { getUserMedia?: unknown } };
    readonly RTCPeerConnection?: unknown;
  } = globalThis as never,
): boolean {
  return typeof browser.navigator?.mediaDevices?.getUserMedia === "function" &&
    typeof browser.RTCPeerConnection === "function";
}

/**
 * What the user agent says, for help texts only: it decides which sentence fits
 * and which order of codecs is requested, nothing else.
 *
 * @param touchPoints `navigator.maxTouchPoints`: an iPad calls itself a Mac
 */
export function browserFacts(
  userAgent: string = globalThis.navigator?.userAgent ?? "",
  touchPoints?: number,
): BrowserFacts {
  return {
    ...systemFacts(userAgent, touchPoints),
    browser: browserName(userAgent),
  };
}

/** The same without the browser, for the entry page, which has to stay small. */
export function systemFacts(
  userAgent: string = globalThis.navigator?.userAgent ?? "",
  touchPoints: number = globalThis.navigator?.maxTouchPoints ?? 0,
): SystemFacts {
  const iPad = /Macintosh/.test(userAgent) && touchPoints > 1;
  const platform: Platform = /iPhone|iPad|iPod/.test(userAgent) || iPad
    ? "ios"
    : /Android/.test(userAgent)
    ? "android"
    : /Macintosh/.test(userAgent)
    ? "mac"
    : /Windows/.test(userAgent)
    ? "windows"
    : "other";
  const found = inAppBrowser(userAgent, {
    platform,
    standalone: isStandalone(),
  });
  return {
    platform,
    isPhone: platform === "ios" || platform === "android",
    insideApp: found?.app ?? null,
    ...(found?.exit && { exit: found.exit }),
  };
}

/** Apple's own property: whether the page was opened from the home screen. */
function isStandalone(): boolean | undefined {
  type AppleNavigator = Navigator & { readonly standalone?: boolean };
  return (globalThis.navigator as AppleNavigator | undefined)?.standalone;
}
