import { SECOND } from "./instant.ts";

/**
 * How often every event stream sends `alive`, in milliseconds. Proxies and Deno
 * Deploy close silent connections. It is an event and not a comment, because
 * pages cannot see comments.
 */
export const ALIVE_EVERY = 15 * SECOND;

/** After so long without an event, a page no longer relies on its stream: two of them are missing. */
export const SILENT_AFTER = 2 * ALIVE_EVERY + 10 * SECOND;
