import type { CallState } from "./call_machine.ts";

/**
 * The SDK's level (0 broken to 5 excellent) in words' terms, or null where
 * nobody measures: the embedded rooms have no media server to do it.
 */
export function qualityOf(
  state: CallState,
  level: number | null,
): "good" | "fair" | "poor" | "lost" | null {
  if (state.is === "reconnecting" || state.is === "rejoining") return "lost";
  if (state.is !== "connected" || level === null) return null;
  if (level >= 4) return "good";
  return level === 3 ? "fair" : "poor";
}
