const TEXT = "; charset=utf-8";
const TYPES: Record<string, string> = {
  aac: "audio/aac",
  avif: "image/avif",
  css: "text/css" + TEXT,
  csv: "text/csv" + TEXT,
  gif: "image/gif",
  html: "text/html" + TEXT,
  ico: "image/vnd.microsoft.icon",
  ics: "text/calendar" + TEXT,
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "text/javascript" + TEXT,
  json: "application/json",
  m4a: "audio/mp4",
  map: "application/json",
  md: "text/markdown" + TEXT,
  mjs: "text/javascript" + TEXT,
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  ogg: "audio/ogg",
  otf: "font/otf",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  tflite: "application/octet-stream",
  ttf: "font/ttf",
  txt: "text/plain" + TEXT,
  wasm: "application/wasm",
  wav: "audio/wav",
  webm: "video/webm",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
  woff: "font/woff",
  woff2: "font/woff2",
  xml: "application/xml" + TEXT,
};

/** The media type for a file name (IANA's registry); bytes if it is not known. */
export function contentTypeOf(path: string): string {
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(TYPES, extension)
    ? TYPES[extension]!
    : "application/octet-stream";
}
