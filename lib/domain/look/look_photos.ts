import type { Still } from "@/lib/domain/stills/still.ts";

/** Bytes of all photos in one file or mail: mail programs and phones still open it. */
const MOST_BYTES = 12 * 1024 * 1024;

export interface LookPhotos {
  /** Oldest first. */
  readonly fitting: readonly Still[];
  /** How many were left out. */
  readonly more: number;
}

/** The pictures that the artist has chosen for the look sheet, as many as fit into one file. */
export function lookPhotos(stills: readonly Still[]): LookPhotos {
  const chosen = stills.filter(({ approved }) => approved);
  let bytes = 0;
  const over = chosen.findIndex(({ size }) => (bytes += size) > MOST_BYTES);
  const fitting = over === -1 ? chosen : chosen.slice(0, over);
  return { fitting, more: chosen.length - fitting.length };
}
