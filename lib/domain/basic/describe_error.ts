/** More causes than this are a cycle. */
const MOST_CAUSES = 5;

/**
 * An error for the log: its stack, and those of its causes. Our own errors
 * contain no address, secret or user text.
 */
export function describeError(error: unknown): string {
  const told: string[] = [];
  let one: unknown = error;
  while (one !== undefined && told.length <= MOST_CAUSES) {
    if (one instanceof Error) {
      told.push(one.stack || `${one.name}: ${one.message}`);
      one = one.cause;
    } else {
      // Nothing more of an unknown object: it may contain anything.
      told.push(String(one));
      one = undefined;
    }
  }
  return told.join("\nCaused by: ");
}
