/**
 * Drafts are what someone typed, or wrote into a file: all of it text. A check
 * reads a whole draft and returns the value to store, or a sentence for each
 * field that is wrong. Fields are named by their path in the draft,
 * `hours.3.from`, and a form's fields have the same names.
 */
import { readZoneName } from "@/lib/domain/basic/typed_zone.ts";
import { parseEmail } from "@/lib/domain/basic/email.ts";
import { bareIdentifier } from "@/lib/domain/basic/identifier.ts";
import { cleanLine, cleanLines } from "@/lib/domain/basic/plain_text.ts";
import { type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";

/** Field → what is wrong with it, as a sentence. */
export type FieldErrors = Record<string, string>;

/** Returns the value if there are no errors. */
export function validated<T>(errors: FieldErrors, value: T): Outcome<T> {
  return Object.keys(errors).length === 0
    ? { ok: true, value }
    : refuse("invalid_input", { fields: errors });
}

export function readName(
  errors: FieldErrors,
  path: string,
  { text, longest }: { readonly text: string; readonly longest: number },
): string {
  const name = cleanLine(text);
  if (name === "") errors[path] = "This is required.";
  return short(errors, path, { text: name, longest });
}

/** One line that may be empty. */
export function readLine(
  errors: FieldErrors,
  path: string,
  { text, longest }: { readonly text: string; readonly longest: number },
): string {
  return short(errors, path, { text: cleanLine(text), longest });
}

/** Several lines that may be empty. */
export function readLines(
  errors: FieldErrors,
  path: string,
  { text, longest }: { readonly text: string; readonly longest: number },
): string {
  return short(errors, path, { text: cleanLines(text), longest });
}

export function readEmail(
  errors: FieldErrors,
  path: string,
  { text }: { readonly text: string },
): string {
  const email = parseEmail(text);
  if (email === null) {
    errors[path] = "This does not look like an email address.";
  }
  return email ?? "";
}

export function readZone(
  errors: FieldErrors,
  path: string,
  { text }: { readonly text: string },
): string {
  const zone = readZoneName(text);
  if (zone === null) {
    errors[path] = "This is not a time zone. Write it like Europe/Berlin.";
  }
  return zone ?? "";
}

export function readNumber(
  errors: FieldErrors,
  path: string,
  { text, least, most }: {
    readonly text: string;
    readonly least: number;
    readonly most: number;
  },
): number {
  const digits = bareIdentifier(text);
  const number = /^\d{1,6}$/.test(digits) ? Number(digits) : NaN;
  if (number >= least && number <= most) return number;
  errors[path] = `Use a whole number from ${least} to ${most}.`;
  return least;
}

/** One of the allowed values. */
export function readChoice<T extends string>(
  errors: FieldErrors,
  path: string,
  { text, values }: {
    readonly text: string;
    readonly values: readonly [T, ...T[]];
  },
): T {
  const found = values.find((value) => value === text);
  if (found === undefined) errors[path] = `Choose ${values.join(" or ")}.`;
  return found ?? values[0];
}

function short(
  errors: FieldErrors,
  path: string,
  { text, longest }: { readonly text: string; readonly longest: number },
): string {
  if (text.length > longest) {
    errors[path] = `Use at most ${longest} characters.`;
  }
  return text;
}
