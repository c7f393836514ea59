import { cleanLines } from "@/lib/domain/basic/plain_text.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";

/** From "not good" to "wonderful". */
export const STARS = [1, 2, 3, 4, 5] as const;
export type Stars = typeof STARS[number];

/** Characters. */
export const MAX_RATING_WORDS = 500;

/** How the client found the consultation. */
export interface Rating {
  readonly stars: Stars;
  /** A sentence; may be empty. */
  readonly words: string;
  /** When it was given or last changed. */
  readonly at: Instant;
}

export function cleanRating(
  { stars, words }: Omit<Rating, "at">,
): Omit<Rating, "at"> {
  return { stars, words: cleanLines(words) };
}

export function ratingOf(consultation: Consultation): Rating | null {
  return consultation.state === "ended" ? consultation.rating ?? null : null;
}
