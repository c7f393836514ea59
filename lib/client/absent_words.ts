import type { CallState } from "./call_machine.ts";

/**
 * What stands where the other person's picture would be, while they are not in
 * the room as we see it. As long as our own line is down we see nobody, and know
 * nothing of them.
 *
 * @param name the other person's first name
 */
export function absentWords(state: CallState, name: string): string {
  switch (state.is) {
    case "connected":
      return "Not here at the moment";
    case "idle":
    case "joining":
      return "Connecting…";
    case "reconnecting":
    case "rejoining":
    case "failed":
      return `We can’t see ${name} until you are back online`;
    case "ended":
    case "elsewhere":
      return "";
  }
}
