import { MINUTE } from "@/lib/domain/basic/instant.ts";

/** The environment's variables by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads variables and collects all problems, so that they are reported
 * together. A blank variable counts as unset.
 */
export class Reader {
  readonly issues: string[] = [];
  readonly #env: Env;

  constructor(env: Env) {
    this.#env = env;
  }

  complain(issue: string): void {
    this.issues.push(issue);
  }

  text(name: string): string | undefined {
    const text = this.#env[name]?.trim();
    return text === "" ? undefined : text;
  }

  isSet(name: string): boolean {
    return this.text(name) !== undefined;
  }

  wholeNumber(
    name: string,
    fallback: number,
    { least, most }: { readonly least: number; readonly most: number },
  ): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    this.complain(
      `${name} must be a whole number from ${least} to ${most}.`,
    );
    return fallback;
  }

  /** Whole minutes, up to two hours, as milliseconds. */
  minutes(name: string, fallbackMs: number): number {
    return this.wholeNumber(name, fallbackMs / MINUTE, {
      least: 0,
      most: 120,
    }) * MINUTE;
  }

  oneOf<T extends string>(
    name: string,
    choices: readonly T[],
    { fallback }: { readonly fallback: T },
  ): T {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const choice = choices.find((choice) => choice === text);
    if (choice === undefined) {
      this.complain(`${name} must be one of ${choices.join(", ")}.`);
    }
    return choice ?? fallback;
  }

  /** All of the variables, or null; if only some are set, one complaint names the rest. */
  account<const Names extends readonly string[]>(
    what: string,
    names: Names,
  ): { readonly [K in keyof Names]: string } | null {
    const missing = names.filter((name) => !this.isSet(name));
    if (missing.length === names.length) return null;
    if (missing.length > 0) {
      const verb = missing.length === 1 ? "is" : "are";
      this.complain(
        `${what} is only half set up: ${
          missing.join(", ")
        } ${verb} not set. Set all of ${names.join(", ")}, or none.`,
      );
      return null;
    }
    return names.map((name) => this.text(name) ?? "") as {
      [K in keyof Names]: string;
    };
  }

  shape(
    name: string,
    pattern: RegExp,
    { expectation }: { readonly expectation: string },
  ): void {
    const text = this.text(name);
    if (text !== undefined && !pattern.test(text)) {
      this.complain(`${name} ${expectation}.`);
    }
  }
}
