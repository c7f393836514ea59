import { type Instant, MINUTE, type Span } from "@/lib/domain/basic/instant.ts";

/** The grid of an artist's calendar. A booking owns whole cells, so two bookings can never overlap. */
export const CELL = 15 * MINUTE;

/**
 * The most cells one booking may own: two and a quarter hours, buffer included.
 * More than that is not a consultation but a day at the studio; and a booking
 * of this length can be claimed in one atomic write of the store.
 */
export const MAX_CELLS = 9;

export function isOnGrid(at: Instant): boolean {
  return Number.isSafeInteger(at) && at % CELL === 0;
}

/** The start of every cell that a span overlaps. */
export function cellsOf(span: Span): Instant[] {
  const cells: Instant[] = [];
  const first = Math.floor(span.from / CELL) * CELL;
  for (let cell = first; cell < span.to; cell += CELL) cells.push(cell);
  return cells;
}

export interface SlotQuery {
  /** When the artist works. */
  readonly openings: readonly Span[];
  /** Cells that are taken, by their start. */
  readonly busy: ReadonlySet<Instant>;
  readonly durationMs: number;
  /** Must be free after the end; it may extend past the opening. */
  readonly bufferMs: number;
  /** No slot starts before this. */
  readonly notBefore: Instant;
}

/** Every start at which the whole duration fits into one opening on free cells, in order. */
export function freeSlots(question: SlotQuery): Instant[] {
  const found = new Set<Instant>();
  for (const opening of question.openings) {
    const first = Math.ceil(Math.max(opening.from, question.notBefore) / CELL) *
      CELL;
    for (
      let start = first;
      start + question.durationMs <= opening.to;
      start += CELL
    ) {
      const cells = cellsOf({
        from: start,
        to: start + question.durationMs + question.bufferMs,
      });
      if (cells.every((cell) => !question.busy.has(cell))) found.add(start);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** The free starts nearest to the wanted one, nearest first. */
export function nearest(
  wanted: Instant,
  free: readonly Instant[],
  { count }: { readonly count: number },
): Instant[] {
  return [...free]
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)
    .slice(0, count);
}
