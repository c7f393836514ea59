/**
 * Content lines of iCalendar (RFC 5545, 3.1): `NAME;PARAM=value:value`, CRLF,
 * and no line over 75 octets. Any input gives exactly one property: text that
 * people type can end neither a line nor a value.
 */
import { cleanLine } from "@/lib/domain/basic/plain_text.ts";

const LONGEST = 75;

const octets = new TextEncoder();

/** The lines of a file, folded, each ended by CRLF. */
export function fileOf(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** A component and its content. */
export function component(name: string, lines: readonly string[]): string[] {
  return [`BEGIN:${name}`, ...lines, `END:${name}`];
}

/**
 * A text value (3.3.11). Its paragraphs are separate, so that a line break
 * inside one of them is never mistaken for ours.
 */
export function text(...paragraphs: readonly string[]): string {
  return paragraphs
    .map((words) => visible(words).replace(/[\\;,]/g, "\\$&"))
    .join("\\n\\n");
}

/**
 * A parameter's value, in quotes. A quote inside is written `^'` and a caret
 * `^^` (RFC 6868). A backslash is no escape here, but some readers treat it as
 * one, so it is removed.
 */
export function quoted(words: string): string {
  const inside = visible(words.replaceAll("\\", " "))
    .replaceAll("^", "^^").replaceAll('"', "^'");
  return `"${inside}"`;
}

/** One line of whole characters. */
function visible(words: string): string {
  return cleanLine(words.toWellFormed());
}

/** Folded between characters, never inside one (3.1). The space that begins a line counts. */
function folded(line: string): string {
  let out = "";
  let length = 0;
  for (const point of line) {
    const size = octets.encode(point).length;
    if (length + size > LONGEST) {
      out += "\r\n ";
      length = 1;
    }
    out += point;
    length += size;
  }
  return out;
}
