import type { Log } from "@/lib/ports.ts";

/** One JSON object a line on stderr, for whatever collects logs. */
export const jsonLog: Log = (event, fields = {}) =>
  console.error(
    JSON.stringify({ at: new Date().toISOString(), event, ...fields }),
  );
