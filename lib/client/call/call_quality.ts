import { call } from "@/words/call.ts";
import type { CallState } from "./call_machine.ts";
import {
  type ConnectionFacts,
  shownLevel,
  weakSide,
} from "@/lib/client/network/weak_connection.ts";

export type Quality = "good" | "fair" | "poor" | "lost";

/** Shown beside the bars; without text, the bars' own. */
export interface QualityIndicator {
  readonly quality: Quality;
  readonly words?: string;
}

/** The connection quality in plain words, or null while unknown. */
export function qualityIndicator(
  state: CallState,
  { connection, name }: {
    readonly connection: ConnectionFacts;
    /** The other person's first name. */
    readonly name: string;
  },
): QualityIndicator | null {
  if (state.is === "reconnecting" || state.is === "rejoining") {
    return { quality: "lost" };
  }
  if (state.is !== "connected") return null;
  const weak = weakSide(connection);
  if (weak) {
    return { quality: "poor", words: call.weak({ weakSide: weak, name }) };
  }
  const level = shownLevel(connection);
  if (level === null) return null;
  return { quality: level >= 4 ? "good" : "fair" };
}
