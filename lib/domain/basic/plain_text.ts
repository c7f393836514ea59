/** Normalises what people type into single lines and notes; identifiers are in `identifier.ts`. */
import {
  INVISIBLE_IN_INPUT,
  INVISIBLE_IN_MAIL,
} from "./invisible_characters.ts";

/** More combining marks on one letter than any script uses: they paint over other lines. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** One line, without invisible characters. */
export function cleanLine(text: string): string {
  return text.normalize("NFC").replace(INVISIBLE_IN_INPUT, " ")
    .replace(PILED_MARKS, "$1").replace(/ {2,}/g, " ").trim();
}

/** The same for each of several lines, separated by `\n`. */
export function cleanLines(text: string): string {
  return text.replace(/\r\n?/g, "\n").split("\n").map(cleanLine).join("\n")
    .trim();
}

/** How a message shows it: one line of at most `most` characters. */
export function oneLine(text: string, most = 120): string {
  const line = text.toWellFormed().replace(INVISIBLE_IN_MAIL, " ")
    .replace(/\s+/gu, " ").trim();
  return shorten(line, most);
}

/** By code points, with an ellipsis if it is cut: half of an emoji is a broken character. */
export function shorten(line: string, most: number): string {
  const points = [...line];
  return points.length <= most
    ? line
    : `${points.slice(0, most - 1).join("").trimEnd()}…`;
}
