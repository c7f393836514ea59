/**
 * Drafts are what somebody typed, or wrote into a file: all of it text. A check
 * reads a draft as a whole and answers with what may be stored, or with a
 * sentence for each field that is wrong. Fields are named by their path in the
 * draft, `hours.3.from`, and a form's fields bear the same names.
 */
import { isZone } from "./calendar.ts";
import { cleanLine, cleanLines, parseEmail } from "./plain_text.ts";
import { type Outcome, refuse } from "./refusal.ts";

/** Field → what is wrong with it, as a sentence. */
export type Wrong = Record<string, string>;

/** The value, if nothing was wrong. */
export function checked<T>(wrong: Wrong, value: T): Outcome<T> {
  return Object.keys(wrong).length === 0
    ? { ok: true, value }
    : refuse("invalid_input", { fields: wrong });
}

export function readName(
  wrong: Wrong,
  path: string,
  text: string,
  longest: number,
): string {
  const name = cleanLine(text);
  if (name === "") wrong[path] = "This is needed.";
  return short(wrong, path, name, longest);
}

/** One line that may be empty. */
export function readLine(
  wrong: Wrong,
  path: string,
  text: string,
  longest: number,
): string {
  return short(wrong, path, cleanLine(text), longest);
}

/** Several lines that may be empty. */
export function readLines(
  wrong: Wrong,
  path: string,
  text: string,
  longest: number,
): string {
  return short(wrong, path, cleanLines(text), longest);
}

export function readEmail(wrong: Wrong, path: string, text: string): string {
  const email = parseEmail(text);
  if (email === null) {
    wrong[path] = "This does not look like an email address.";
  }
  return email ?? "";
}

export function readZone(wrong: Wrong, path: string, text: string): string {
  const zone = cleanLine(text);
  if (!isZone(zone)) {
    wrong[path] = "This is no time zone. Write it as in Europe/Berlin.";
  }
  return zone;
}

export function readNumber(
  wrong: Wrong,
  path: string,
  text: string,
  least: number,
  most: number,
): number {
  const digits = text.trim();
  const number = /^\d{1,6}$/.test(digits) ? Number(digits) : NaN;
  if (number >= least && number <= most) return number;
  wrong[path] = `Use a whole number from ${least} to ${most}.`;
  return least;
}

/** One of the values that there are. */
export function readChoice<T extends string>(
  wrong: Wrong,
  path: string,
  text: string,
  values: readonly [T, ...T[]],
): T {
  const found = values.find((value) => value === text);
  if (found === undefined) wrong[path] = `Choose ${values.join(" or ")}.`;
  return found ?? values[0];
}

function short(
  wrong: Wrong,
  path: string,
  text: string,
  longest: number,
): string {
  if (text.length > longest) {
    wrong[path] = `Use at most ${longest} characters.`;
  }
  return text;
}
