/** The systems with different settings. */
export type Platform = "ios" | "android" | "mac" | "windows" | "other";

export interface BrowserFacts {
  readonly platform: Platform;
  readonly isPhone: boolean;
  /** The name of the app whose in-app browser shows this page, or null in a real browser. */
  readonly insideApp: string | null;
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

const APPS: readonly (readonly [RegExp, string])[] = [
  [/Instagram/, "Instagram"],
  [/FBAN|FBAV|FB_IAB/, "Facebook"],
  [/MicroMessenger/, "WeChat"],
  [/\bLine\//, "LINE"],
  [/Snapchat/, "Snapchat"],
  [/musical_ly|BytedanceWebview|TikTok/, "TikTok"],
  [/LinkedInApp/, "LinkedIn"],
  [/GSA\//, "the Google app"],
  [/\bGmail/, "Gmail"],
  // Android's marker of a web view.
  [/; wv\)/, "another app"],
];

/**
 * A web view on an iPhone or iPad, such as Gmail's: every browser there,
 * Chrome and Firefox included, has `Safari/` in its user agent.
 */
function isAppleWebView(platform: Platform, userAgent: string): boolean {
  return platform === "ios" && /AppleWebKit/.test(userAgent) &&
    !/Safari\//.test(userAgent);
}

/**
 * What the user agent says, for help texts only: it decides which sentence fits
 * and which order of codecs is requested, nothing else.
 *
 * @param touchPoints `navigator.maxTouchPoints`: an iPad calls itself a Mac
 */
export function browserFacts(
  userAgent: string = globalThis.navigator?.userAgent ?? "",
  touchPoints: number = globalThis.navigator?.maxTouchPoints ?? 0,
): BrowserFacts {
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
  return {
    platform,
    isPhone: platform === "ios" || platform === "android",
    insideApp: APPS.find(([mark]) => mark.test(userAgent))?.[1] ??
      (isAppleWebView(platform, userAgent) ? "another app" : null),
  };
}
