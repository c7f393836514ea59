import type { Reader } from "./reader.ts";

/** A scheme such as `https://`; a drive letter of Windows has no slashes. */
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * A file, or the URL of a database that speaks KV Connect. `undefined` is the
 * provisioned database of Deno Deploy.
 */
export function readKvPath(read: Reader): string | undefined {
  const text = read.text("KV_PATH");
  if (text === undefined) {
    return read.isSet("DENO_DEPLOY") ? undefined : ".data/visavis.kv";
  }
  if (!SCHEME.test(text)) return text;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    read.complain(
      "KV_PATH must be a file, or the http or https URL of a database that " +
        "speaks KV Connect.",
    );
  } else if (!read.isSet("DENO_KV_ACCESS_TOKEN")) {
    // Deno reads it by itself, and without it fails at the first call only.
    read.complain(
      "KV_PATH is a URL, and DENO_KV_ACCESS_TOKEN is not set: " +
        "set it to the access token of that database.",
    );
  }
  return text;
}
