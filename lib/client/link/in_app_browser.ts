/**
 * Browsers inside other apps: by which mark of the user agent each is known,
 * and which link leads out of it. In them a page often gets no camera, or a
 * person cannot allow it.
 *
 * The ways out are not documented and break every year, so "Copy link" comes
 * first wherever a way is not known to work. Sources, besides each app's own
 * user agent: github.com/shalanah/inapp-debugger, issues 11, 15 and 22, pull
 * requests 5, 7 and 23; inapp-spy, issue 53. Telegram on iPhones has Safari's
 * user agent and cannot be known (TelegramMessenger/Telegram-iOS, issue 736).
 */
import { apps } from "@/words/entry_page.ts";
import type { Platform } from "@/lib/client/page/platform.ts";

/** How a link in such a browser opens the person's own. */
export interface AppExit {
  /** `safari` opens Safari; the others open the system's default browser. */
  readonly by: "safari" | "intent" | "instagram";
  /** Known to work there. */
  readonly sure: boolean;
}

export interface InAppBrowser {
  /** The app's name, within a sentence. */
  readonly app: string;
  readonly exit: AppExit | null;
}

/** Since iOS 17. */
const SAFARI: AppExit = { by: "safari", sure: false };
const SAFARI_SURELY: AppExit = { by: "safari", sure: true };
const INTENT: AppExit = { by: "intent", sure: false };
const INTENT_SURELY: AppExit = { by: "intent", sure: true };
/** Instagram 445 and later; it blocks the others. */
const INSTAGRAM: AppExit = { by: "instagram", sure: false };

type Rule = readonly [
  mark: RegExp,
  /** Null for a browser of its own. */
  app: string | null,
  ios?: AppExit | null,
  android?: AppExit | null,
];

/** The first that fits decides. */
const RULES: readonly Rule[] = [
  [/Instagram/, "Instagram", INSTAGRAM, INSTAGRAM],
  [/Barcelona/, "Threads"],
  // On iPhones it calls itself "Lite" since 2020.
  [/MESSENGER|Messenger(?:Lite)?ForiOS|Orca-Android/, "Messenger"],
  [/FBA[NV]|FB_IAB/, "Facebook"],
  [/musical_ly|Bytedance|TikTok/, "TikTok", SAFARI, INTENT_SURELY],
  // It blocks both.
  [/MicroMessenger/, "WeChat", null, null],
  [/\bLine\//, "LINE"],
  // On iPhones it has all of Safari's marks too.
  [/NAVER\(inapp/, "NAVER"],
  [/Snapchat/, "Snapchat"],
  [/LinkedInApp/, "LinkedIn"],
  [/\[Pinterest\//, "Pinterest"],
  [/Twitter for iP|TwitterAndroid/, "X", null],
  [/Telegram-Android/, "Telegram", null, INTENT_SURELY],
  [/GSA\//, apps.google, SAFARI_SURELY],
  [/\bGmail/, "Gmail"],
  // Some are web views, and let pages have the camera.
  [/DuckDuckGo\/|(?:Focus|Klar)\//, null],
  // Android's mark of a web view.
  [/; wv\)/, apps.unnamed],
];

/**
 * A web view without a name: every browser of an iPhone, Chrome and Firefox
 * included, has `Safari/` or `Version/` in its user agent.
 */
const APPLE_WEB_VIEW = /AppleWebKit(?!.*(?:Safari|Version)\/)/;

/** Null in a person's own browser, and in a page on the home screen. */
export function inAppBrowser(
  userAgent: string,
  { platform, standalone = false }: {
    readonly platform: Platform;
    /** `navigator.standalone`: on the home screen, its user agent is a web view's. */
    readonly standalone?: boolean | undefined;
  },
): InAppBrowser | null {
  if (standalone) return null;
  const rule = RULES.find(([mark]) => mark.test(userAgent)) ??
    (platform === "ios" && APPLE_WEB_VIEW.test(userAgent)
      ? [APPLE_WEB_VIEW, apps.unnamed]
      : null);
  if (rule === null) return null;
  const [, app, ios = SAFARI, android = INTENT] = rule;
  if (app === null) return null;
  const exit = platform === "ios"
    ? ios
    : platform === "android"
    ? android
    : null;
  return {
    app,
    exit: exit?.by === "safari" && isBefore17(userAgent) ? null : exit,
  };
}

/** An iPad that calls itself a Mac does not say its version. */
function isBefore17(userAgent: string): boolean {
  const [, major = 17] = / OS (\d+)_/.exec(userAgent) ?? [];
  return Number(major) < 17;
}

/**
 * The address that leaves the app. The secret in the link's fragment stays in
 * it: Android reads an intent's own part from the last `#` (`Intent.parseUri`).
 */
export function exitHref({ by }: AppExit, link: string): string {
  switch (by) {
    case "safari":
      return `x-safari-${link}`;
    case "intent": {
      const [scheme, rest] = link.split(/:(.*)/s);
      return `intent:${rest}#Intent;scheme=${scheme};end`;
    }
    case "instagram":
      return `instagram://extbrowser/?url=${encodeURIComponent(link)}`;
  }
}
