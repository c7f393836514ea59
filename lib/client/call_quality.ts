import type { CallState } from "./call_machine.ts";

export type Quality = "good" | "fair" | "poor" | "lost";

/** What stands beside the bars; without words, the bars' own. */
export interface LineMark {
  readonly quality: Quality;
  readonly words?: string;
}

/**
 * The line in a person's terms, or null while nobody knows. Levels are the
 * SDK's, 0 (broken) to 5 (excellent).
 *
 * @param other the other person's level, or null
 * @param name the other person's first name
 */
export function lineMark(
  state: CallState,
  own: number | null,
  other: number | null,
  name: string,
): LineMark | null {
  if (state.is === "reconnecting" || state.is === "rejoining") {
    return { quality: "lost" };
  }
  if (state.is !== "connected") return null;
  const ours = own === null ? null : qualityOf(own);
  if (ours === "poor") {
    return { quality: "poor", words: "Your connection is weak" };
  }
  if (isWeak(other)) {
    return { quality: "poor", words: `${name}’s connection is weak` };
  }
  return ours === null ? null : { quality: ours };
}

export function isWeak(level: number | null): boolean {
  return level !== null && qualityOf(level) === "poor";
}

function qualityOf(level: number): Quality {
  if (level >= 4) return "good";
  return level === 3 ? "fair" : "poor";
}
