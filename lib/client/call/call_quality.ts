import type { CallState } from "./call_machine.ts";
import {
  type LineFacts,
  shownLevel,
  weakSide,
  weakWords,
} from "./weak_side.ts";

export type Quality = "good" | "fair" | "poor" | "lost";

/** What stands beside the bars; without words, the bars' own. */
export interface LineMark {
  readonly quality: Quality;
  readonly words?: string;
}

/**
 * The line in a person's terms, or null while nobody knows.
 *
 * @param name the other person's first name
 */
export function lineMark(
  state: CallState,
  line: LineFacts,
  name: string,
): LineMark | null {
  if (state.is === "reconnecting" || state.is === "rejoining") {
    return { quality: "lost" };
  }
  if (state.is !== "connected") return null;
  const weak = weakSide(line);
  if (weak) return { quality: "poor", words: weakWords(weak, name) };
  const level = shownLevel(line);
  if (level === null) return null;
  return { quality: level >= 4 ? "good" : "fair" };
}
