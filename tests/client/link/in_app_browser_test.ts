/** The rules for in-app browsers: one real user agent for each app and system, and those of real browsers. */
import { expect } from "expect";
import { exitHref, inAppBrowser } from "@/lib/client/link/in_app_browser.ts";
import type { Platform } from "@/lib/client/page/platform.ts";

const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const iPhone = (version: string, rest: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${version} like Mac OS X) ${WEBKIT} ${rest}`;
const android = (rest: string) =>
  `Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A.250105.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.135 Mobile Safari/537.36${rest}`;

/** Which way out comes in which place: "after" is after "Copy link". */
type Way = `${"safari" | "intent" | "instagram"} ${"first" | "after"}` | null;

const INSIDE: readonly (readonly [
  what: string,
  app: string,
  way: Way,
  platform: Platform,
  userAgent: string,
])[] = [
  [
    "Instagram",
    "Instagram",
    "instagram after",
    "ios",
    iPhone(
      "26_4_1",
      "Mobile/23E254 Instagram 424.1.0.31.54 (iPhone18,4; iOS 26_4_1; en_GB; en-GB; scale=3.00; 1260x2736; IABMV/1; 933996394) NW/3 Safari/604.1",
    ),
  ],
  [
    "Instagram before iOS 17",
    "Instagram",
    "instagram after",
    "ios",
    iPhone(
      "16_6",
      "Mobile/20G75 Instagram 300.0.0.19.108 (iPhone14,5; iOS 16_6; en_GB; en-GB; scale=3.00; 1170x2532; 501000000)",
    ),
  ],
  [
    "Instagram",
    "Instagram",
    "instagram after",
    "android",
    android(
      " Instagram 355.0.0.37.103 Android (30/11; 320dpi; 720x1411; Xiaomi; Mi A3; laurel_sprout; qcom; pt_BR; 657300861)",
    ),
  ],
  [
    "Threads",
    "Threads",
    "safari after",
    "ios",
    iPhone(
      "18_5",
      "Mobile/15E148 Barcelona 340.0.0.28.109 (iPhone16,1; iOS 18_5; en_US; en-US; scale=3.00; 1179x2556; 600000000)",
    ),
  ],
  [
    "Facebook",
    "Facebook",
    "safari after",
    "ios",
    iPhone(
      "18_3",
      "Mobile/22D63 [FBAN/FBIOS;FBAV/500.0.0.49.105;FBBV/700000000;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/18.3;FBSS/3;FBID/phone;FBLC/en_GB;FBOP/5]",
    ),
  ],
  [
    "Facebook before iOS 17",
    "Facebook",
    null,
    "ios",
    iPhone(
      "15_8",
      "Mobile/15E148 [FBAN/FBIOS;FBAV/450.0.0.38.108;FBBV/560000000;FBDV/iPhone12,1;FBSV/15.8]",
    ),
  ],
  [
    "Facebook",
    "Facebook",
    "intent after",
    "android",
    android(" [FB_IAB/FB4A;FBAV/500.0.0.49.105;IABMV/1;]"),
  ],
  [
    "Messenger",
    "Messenger",
    "safari after",
    "ios",
    iPhone(
      "18_3",
      "Mobile/22D63 [FBAN/MessengerForiOS;FBAV/490.0.0.38.108;FBBV/690000000;FBDV/iPhone15,2;FBSV/18.3]",
    ),
  ],
  [
    "Messenger",
    "Messenger",
    "intent after",
    "android",
    android(" [FB_IAB/Orca-Android;FBAV/490.0.0.38.108;]"),
  ],
  [
    "Messenger since 2020",
    "Messenger",
    "safari after",
    "ios",
    iPhone(
      "18_3",
      "Mobile/15E148 LightSpeed [FBAN/MessengerLiteForiOS;FBAV/430.0.0.30.106;FBBV/1;FBDV/iPhone12,1;FBMD/iPhone;FBSN/iOS;FBSV/18.3]",
    ),
  ],
  [
    "an older Messenger",
    "Messenger",
    "intent after",
    "android",
    android(" [FB_IAB/MESSENGER;FBAV/300.0.0.20.112;]"),
  ],
  [
    "TikTok",
    "TikTok",
    "safari after",
    "ios",
    iPhone(
      "18_1",
      "Mobile/15E148 musical_ly_37.5.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/GB BytedanceWebview/d8a21c6",
    ),
  ],
  [
    "TikTok",
    "TikTok",
    "intent first",
    "android",
    android(
      " trill_370504 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/37.5.4 ByteLocale/en BytedanceWebview/d8a21c6",
    ),
  ],
  [
    "Snapchat",
    "Snapchat",
    "safari after",
    "ios",
    iPhone(
      "17_5",
      "Mobile/15E148 Snapchat/13.20.0.43 (like Safari/8618.2.12.10.9, panda)",
    ),
  ],
  [
    "Snapchat",
    "Snapchat",
    "intent after",
    "android",
    android(" Snapchat/13.20.0.43 (Pixel 9; Android 15#12345678#35; gzip; )"),
  ],
  [
    "LINE",
    "LINE",
    "safari after",
    "ios",
    iPhone("18_0", "Safari Line/14.20.0"),
  ],
  ["LINE", "LINE", "intent after", "android", android(" Line/14.20.0/IAB")],
  [
    "NAVER",
    "NAVER",
    "safari after",
    "ios",
    iPhone(
      "18_5",
      "Version/18.5 Mobile/15E148 Safari/605.1 NAVER(inapp; search; 1010; 11.24.5; 12PRO)",
    ),
  ],
  [
    "NAVER, which may have an engine of its own",
    "NAVER",
    "intent after",
    "android",
    "Mozilla/5.0 (Linux; Android 7.0; SM-G930S Build/NRD90M) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/50.0.2661.102 Crosswalk/20.50.533.51 Mobile Safari/537.36 NAVER(inapp; search; 590; 8.7.3)",
  ],
  [
    "WeChat",
    "WeChat",
    null,
    "ios",
    iPhone(
      "18_0",
      "Mobile/15E148 MicroMessenger/8.0.55(0x18003725) NetType/WIFI Language/en",
    ),
  ],
  [
    "WeChat",
    "WeChat",
    null,
    "android",
    android(
      " MMWEBID/1234 MicroMessenger/8.0.55.2780(0x28003740) WeChat/arm64 Weixin NetType/WIFI Language/en ABI/arm64",
    ),
  ],
  [
    "LinkedIn",
    "LinkedIn",
    "safari after",
    "ios",
    iPhone("18_0", "Mobile/15E148 [LinkedInApp]/9.30.1234"),
  ],
  [
    "LinkedIn",
    "LinkedIn",
    "intent after",
    "android",
    android(" [LinkedInApp]/4.1.1012"),
  ],
  [
    "Pinterest",
    "Pinterest",
    "safari after",
    "ios",
    iPhone("18_0", "Mobile/15E148 [Pinterest/iOS]"),
  ],
  [
    "Pinterest",
    "Pinterest",
    "intent after",
    "android",
    android(" [Pinterest/Android]"),
  ],
  [
    "X",
    "X",
    null,
    "ios",
    iPhone("26_1", "Mobile/15E148 Twitter for iPhone/11.43.1"),
  ],
  ["X", "X", "intent after", "android", android(" TwitterAndroid")],
  [
    "Telegram",
    "Telegram",
    "intent first",
    "android",
    android(
      " Telegram-Android/11.5.3 (Google Pixel 9; Android 15; SDK 35; HIGH)",
    ),
  ],
  [
    "the Google app",
    "the Google app",
    "safari first",
    "ios",
    iPhone("18_6", "GSA/380.0.788317806 Mobile/15E148 Safari/604.1"),
  ],
  [
    "the Google app",
    "the Google app",
    "intent after",
    "android",
    android(" GSA/15.50.31.28.arm64"),
  ],
  [
    "Gmail",
    "Gmail",
    "safari after",
    "ios",
    iPhone("17_4", "Mobile/15E148 Gmail/6.0.250101"),
  ],
  [
    "a web view without a name",
    "another app",
    "safari after",
    "ios",
    iPhone("18_0", "Mobile/15E148"),
  ],
  [
    "an older web view without a name",
    "another app",
    null,
    "ios",
    iPhone("16_7", "Mobile/15E148"),
  ],
  [
    "a web view of an iPad that calls itself a Mac",
    "another app",
    "safari after",
    "ios",
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT}`,
  ],
  [
    "a web view without a name",
    "another app",
    "intent after",
    "android",
    android(""),
  ],
];

for (const [what, app, way, platform, userAgent] of INSIDE) {
  Deno.test(`${what} on ${platform}: the page names ${app}, and the way out is ${way ?? "copying alone"}`, () => {
    const found = inAppBrowser(userAgent, { platform });
    expect(found?.app).toBe(app);
    const exit = found?.exit ?? null;
    expect(exit && `${exit.by} ${exit.sure ? "first" : "after"}`).toBe(way);
  });
}

const REAL: readonly (readonly [
  what: string,
  platform: Platform,
  userAgent: string,
])[] = [
  // SFSafariViewController, in which Gmail and Outlook open links, has Safari's.
  [
    "Safari on an iPhone, and the Safari inside an app",
    "ios",
    iPhone("18_6", "Version/26.0 Mobile/15E148 Safari/604.1"),
  ],
  [
    "Safari on an iPad",
    "ios",
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.3 Safari/605.1.15`,
  ],
  [
    "Telegram on an iPhone, which has no mark of its own",
    "ios",
    iPhone("15_3_1", "Version/15.3 Mobile/15E148 Safari/604.1"),
  ],
  [
    "Chrome on an iPhone",
    "ios",
    iPhone("18_6", "CriOS/140.0.7339.39 Mobile/15E148 Safari/604.1"),
  ],
  [
    "Firefox on an iPhone",
    "ios",
    iPhone("18_6", "FxiOS/142.0 Mobile/15E148 Safari/605.1.15"),
  ],
  [
    "Edge on an iPhone",
    "ios",
    iPhone(
      "18_6",
      "Version/18.0 EdgiOS/139.0.3405.86 Mobile/15E148 Safari/605.1.15",
    ),
  ],
  [
    "Opera on an iPhone",
    "ios",
    iPhone("18_6", "Version/18.6 Mobile/15E148 Safari/604.1 OPT/5.5.1"),
  ],
  [
    "DuckDuckGo on an iPhone",
    "ios",
    iPhone("18_6", "Version/18.6 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15"),
  ],
  [
    "DuckDuckGo on Android, which is a web view",
    "android",
    android(" DuckDuckGo/5"),
  ],
  [
    "Firefox Focus on Android, which was a web view",
    "android",
    "Mozilla/5.0 (Linux; Android 9; Pixel; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Focus/8.0.24 Chrome/80.0.3987.99 Mobile Safari/537.36",
  ],
  [
    "Chrome on Android",
    "android",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  ],
  [
    "Firefox on Android",
    "android",
    "Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0",
  ],
  [
    "Samsung Internet",
    "android",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
  ],
  [
    "Edge on Android",
    "android",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36 EdgA/139.0.0.0",
  ],
  [
    "Safari on a Mac",
    "mac",
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.6 Safari/605.1.15`,
  ],
  [
    "a WebKit on a Mac that does not say Safari",
    "mac",
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT}`,
  ],
  [
    "Chrome on Windows",
    "windows",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  ],
  [
    "Firefox on Linux",
    "other",
    "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
  ],
  ["no user agent", "other", ""],
];

for (const [what, platform, userAgent] of REAL) {
  Deno.test(`${what} is a browser of its own`, () => {
    expect(inAppBrowser(userAgent, { platform })).toBe(null);
  });
}

Deno.test("a page on the home screen has the user agent of a web view, and is none", () => {
  const userAgent = iPhone("26_0", "Mobile/15E148");
  expect(inAppBrowser(userAgent, { platform: "ios", standalone: true }))
    .toBe(null);
  expect(inAppBrowser(userAgent, { platform: "ios", standalone: false }))
    .not.toBe(null);
});

const LINK = `https://studio.example/c/${
  "c".repeat(26)
}#mS9dQ0ZtYx3kq1Vb7nWcUe4RjLpHaGfT2oIiKzXw5-_`;

Deno.test("each way out carries the whole link, with the secret in its fragment", () => {
  const href = (by: "safari" | "intent" | "instagram", link = LINK) =>
    exitHref({ by, sure: false }, link);
  const rest = LINK.slice("https://".length);
  expect(href("safari")).toBe(`x-safari-https://${rest}`);
  expect(href("safari", "http://localhost:8000/c/a#b"))
    .toBe("x-safari-http://localhost:8000/c/a#b");

  // As Android reads it (Intent.parseUri): its own part begins at the last `#`.
  const intent = new URL(href("intent")).href;
  const at = intent.lastIndexOf("#");
  expect(intent.slice(at)).toBe("#Intent;scheme=https;end");
  expect(intent.slice(0, at)).toBe(`intent://${rest}`);
  expect(href("intent", "http://localhost:8000/c/a#b"))
    .toBe("intent://localhost:8000/c/a#b#Intent;scheme=http;end");

  const instagram = new URL(href("instagram"));
  expect(instagram.hash).toBe("");
  expect(instagram.searchParams.get("url")).toBe(LINK);
});
