/**
 * People's words on their way into a mail. Escaping is the renderer's; here they
 * are kept from breaking a header, from hiding text and from posing as a link.
 */

import type { JoinPolicy } from "@/lib/domain/join_window.ts";
import type { Studio } from "@/lib/domain/studio.ts";

/** Controls, and the invisible characters that turn or hide text (Unicode UAX #9). */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** One line of visible text, at most `most` characters with an ellipsis at the end. */
export function oneLine(text: string, most = 120): string {
  const line = text.replace(UNSEEN, " ").replace(/\s+/gu, " ").trim();
  // By code points: half of an emoji is a broken character.
  const points = [...line];
  return points.length <= most
    ? line
    : `${points.slice(0, most - 1).join("").trimEnd()}…`;
}

/** Several lines: line breaks stay, everything else that cannot be seen goes. */
export function lines(text: string, most = 2_000): string {
  const kept = text.split(/\r\n|\r|\n|\u2028|\u2029/u)
    .map((line) => oneLine(line, most)).join("\n").trim();
  const points = [...kept];
  return points.length <= most
    ? kept
    : `${points.slice(0, most - 1).join("")}…`;
}

/**
 * A greeting by name. Anyone can book with anyone's address, so a "name" that
 * mail clients would turn into a link is not repeated to that address.
 */
export function greeting(name: string): string {
  const line = oneLine(name, 60);
  const linkish = /[:/\\@]|\.\p{L}{2,}|\bwww\b/iu.test(line);
  return line === "" || linkish ? "Hello," : `Hello ${line},`;
}

/** `123456` → `123 456`, as people read codes aloud. */
export function spacedCode(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})$/, "$1 $2");
}

/** `1 minute`, `10 minutes` */
export function minutesInWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

/** When the room can be entered, in one sentence. */
export function roomOpens({ earlyMs }: JoinPolicy): string {
  return earlyMs === 0
    ? "The room opens at the start."
    : `The room opens ${minutesInWords(earlyMs)} before the start.`;
}

/** `1 photo`, `3 photos` */
export function photosInWords(count: number): string {
  return count === 1 ? "1 photo" : `${count} photos`;
}

/** Until when the client may change it alone, in one sentence. */
export function changesUntil({ clientChangesUntilHours: hours }: Studio) {
  const until = hours === 0
    ? "until the start"
    : hours === 1
    ? "until an hour before the start"
    : `until ${hours} hours before the start`;
  return `If the time does not suit you any more, the same link lets you move or cancel it, ${until}.`;
}
