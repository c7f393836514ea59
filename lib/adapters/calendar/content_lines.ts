/**
 * Content lines of iCalendar (RFC 5545, 3.1): `NAME;PARAM=value:value`, CRLF, and
 * no line over 75 octets. Whatever goes in, one property comes out: what people
 * type can end neither a line nor a value.
 */
import { cleanLine } from "@/lib/domain/plain_text.ts";

const LONGEST = 75;

const octets = new TextEncoder();

/** The lines of a file, folded, each ended by CRLF. */
export function fileOf(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** A component and what is in it. */
export function component(name: string, lines: readonly string[]): string[] {
  return [`BEGIN:${name}`, ...lines, `END:${name}`];
}

/**
 * A text value (3.3.11). Its paragraphs are separate, so that a line break in one
 * of them is never taken for ours.
 */
export function text(...paragraphs: readonly string[]): string {
  return paragraphs
    .map((words) => visible(words).replace(/[\\;,]/g, "\\$&"))
    .join("\\n\\n");
}

/**
 * A parameter's value, in quotes. A quote within is written `^'` and a caret `^^`
 * (RFC 6868). A backslash is no escape here, yet some readers take it for one,
 * so it goes.
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

/** Folded between characters, never within one (3.1). The space that begins a line counts. */
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
