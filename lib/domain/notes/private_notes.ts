/** What an artist writes about a consultation for themselves: no client ever gets it. */

export interface PrivateNotes {
  readonly text: string;
  /** Incremented by each change; 0 if nothing was ever written. */
  readonly revision: number;
}

export const NO_NOTES: PrivateNotes = { text: "", revision: 0 };

/** Characters. A row of the store holds 64 KiB, and a character may take two bytes. */
export const MAX_NOTES = 10_000;

/**
 * Two texts that were made from one at the same time, in two tabs: both are
 * kept. What was only added stays where it was added; otherwise one follows the
 * other.
 */
export function mergeNotes({ base, mine, theirs }: {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}): string {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  if (mine.startsWith(base)) return joined(theirs, mine.slice(base.length));
  if (theirs.startsWith(base)) return joined(mine, theirs.slice(base.length));
  return `${theirs}\n\n${mine}`;
}

/** In the same line only if the addition begins with a space or a sign. */
function joined(text: string, addition: string): string {
  const glued = text === "" || /\s$/.test(text) ||
    /^[\s.,;:!?)]/.test(addition);
  return `${text}${glued ? "" : "\n"}${addition}`;
}
