import { cleanLines } from "@/lib/domain/basic/plain_text.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { CHAT_LIMITS } from "./chat_limits.ts";
import type { Party } from "@/lib/domain/call/presence.ts";

/** One message of the line between the two people of a consultation. */
export interface ChatMessage {
  /** From 1, in the order in which the store took them. */
  readonly number: number;
  readonly from: Party;
  /** Plain text: lines are separated by `\n`, and markup is text like any other. */
  readonly text: string;
  readonly sentAt: Instant;
  /**
   * The page's own name of the message: sent again after a lost answer, it is
   * written once.
   */
  readonly key: string;
}

/** What is stored of a typed text; null if nothing is left of it, or too much. */
export function chatText(typed: string): string | null {
  const text = cleaned(typed);
  return text === "" || text.length > CHAT_LIMITS.text ? null : text;
}

/** How many characters a typed text is too long; 0 if it fits. */
export function charactersTooMany(typed: string): number {
  return Math.max(0, cleaned(typed).length - CHAT_LIMITS.text);
}

function cleaned(typed: string): string {
  return cleanLines(typed.toWellFormed()).replace(/\n{3,}/g, "\n\n");
}
