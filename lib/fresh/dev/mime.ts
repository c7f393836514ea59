const TEXT = "; charset=utf-8";
const TYPES: Record<string, string> = {
  avif: "image/avif",
  css: "text/css" + TEXT,
  gif: "image/gif",
  html: "text/html" + TEXT,
  ico: "image/vnd.microsoft.icon",
  ics: "text/calendar" + TEXT,
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "text/javascript" + TEXT,
  json: "application/json",
  map: "application/json",
  mjs: "text/javascript" + TEXT,
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  ogg: "audio/ogg",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain" + TEXT,
  wasm: "application/wasm",
  webm: "video/webm",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
  ttf: "font/ttf",
  woff: "font/woff",
  woff2: "font/woff2",
};

/** The media type for a file name (IANA's registry); `application/octet-stream` if unknown. */
export function contentTypeOf(path: string): string {
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(TYPES, extension)
    ? TYPES[extension]!
    : "application/octet-stream";
}
