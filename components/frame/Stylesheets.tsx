/**
 * The stylesheets in the order in which they must be linked: the first one
 * names the cascade layers. Links rather than `@import`, which would load them
 * one after the other.
 */
export const STYLESHEETS = [
  "/styles/foundation.css",
  "/styles/controls.css",
  "/styles/pages.css",
  "/styles/staff.css",
  "/styles/waiting.css",
  "/styles/check.css",
  "/styles/call.css",
  "/styles/stills.css",
  "/styles/chat.css",
  "/styles/shared_screen.css",
  "/styles/look.css",
] as const;

/**
 * The two fonts that every page paints first. Fonts are fetched anonymously,
 * hence `crossorigin`; without it they are fetched twice.
 */
export const PRELOADED_FONTS = [
  "/fonts/newsreader-latin.5a18b077.woff2",
  "/fonts/hanken-grotesk-latin.e9201edd.woff2",
] as const;

export interface StylesheetsProps {
  /** Fresh's `asset`, which adds the build's id so that a new version is fetched. */
  asset?: (path: string) => string;
  /** The URL of a stylesheet that sets a studio's own `--studio-*` colours. */
  studio?: string | undefined;
}

/** The head's styles: fonts, stylesheets, icons and the colour of the browser's bars. */
export function Stylesheets(
  { asset = (path) => path, studio }: StylesheetsProps,
) {
  return (
    <>
      <meta name="color-scheme" content="light dark" />
      <meta
        name="theme-color"
        media="(prefers-color-scheme: light)"
        content="#f8f4ed"
      />
      <meta
        name="theme-color"
        media="(prefers-color-scheme: dark)"
        content="#181413"
      />
      {PRELOADED_FONTS.map((font) => (
        <link
          key={font}
          rel="preload"
          as="font"
          type="font/woff2"
          href={font}
          crossorigin="anonymous"
        />
      ))}
      {STYLESHEETS.map((sheet) => (
        <link key={sheet} rel="stylesheet" href={asset(sheet)} />
      ))}
      {studio ? <link rel="stylesheet" href={studio} /> : null}
      <link
        rel="icon"
        href={asset("/favicon.svg")}
        type="image/svg+xml"
        data-badged={asset("/favicon-badged.svg")}
      />
      <link
        rel="icon"
        href={asset("/icons/icon-48.png")}
        type="image/png"
        sizes="48x48"
      />
      <link
        rel="apple-touch-icon"
        href={asset("/icons/apple-touch-icon.png")}
      />
    </>
  );
}
