/** The systems whose settings differ. */
export type Platform = "ios" | "android" | "mac" | "windows" | "other";

export interface BrowserFacts {
  readonly platform: Platform;
  readonly isPhone: boolean;
  /** The name of the app that this page is shown inside of, or null in a real browser. */
  readonly insideApp: string | null;
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
  // Android's own mark of a web view.
  [/; wv\)/, "another app"],
];

/**
 * What the user agent says, for words of help only: nothing is decided by it
 * but which sentence fits and which order of codecs is asked for.
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
    insideApp: APPS.find(([mark]) => mark.test(userAgent))?.[1] ?? null,
  };
}
