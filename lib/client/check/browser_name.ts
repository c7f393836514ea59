/** The browsers with different settings. */
export type BrowserName =
  | "safari"
  | "chrome"
  | "edge"
  | "firefox"
  | "samsung"
  | "other";

/** The first that fits decides: each one names those that it is compatible with. */
const MARKS: readonly (readonly [RegExp, BrowserName])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "edge"],
  [/SamsungBrowser\//, "samsung"],
  [/\b(?:Firefox|FxiOS)\//, "firefox"],
  // Opera, DuckDuckGo, Yandex and Vivaldi keep their settings elsewhere.
  [/\bOP(?:R|T|iOS)\/|DuckDuckGo\/|YaBrowser\/|Vivaldi\//, "other"],
  [/\b(?:Chrome|CriOS)\//, "chrome"],
  [/\bVersion\/.* Safari\//, "safari"],
];

/** The browser that the user agent names, for help texts only. */
export function browserName(userAgent: string): BrowserName {
  return MARKS.find(([mark]) => mark.test(userAgent))?.[1] ?? "other";
}
