/** Deno KV throws a TypeError for everything; only the message tells. */

/** Another process is writing this file. Nothing of the call took effect. */
export function isLocked(error: unknown): boolean {
  return messageOf(error).includes("database is locked");
}

/** A call that can never succeed: a mistake of this program. */
export function isOurMistake(error: unknown): boolean {
  return !(error instanceof Error) || error.name === "DataCloneError" ||
    /too large|too many|must be|invalid|expected|cannot|closed|bad resource/i
      .test(error.message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
