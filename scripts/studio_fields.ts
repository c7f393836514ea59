import type { AccountDraft } from "@/lib/domain/offer/artist_draft.ts";
import type { Outcome } from "@/lib/domain/basic/refusal.ts";

/** A JSON object; empty for any other value. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Fields
    : {};
}

export function each<T = Fields>(
  value: unknown,
  read: (one: unknown) => T = fieldsOf as (one: unknown) => T,
): T[] {
  return Array.isArray(value) ? value.map((one) => read(one)) : [];
}

export function text(value: unknown, otherwise = ""): string {
  return value === undefined ? otherwise : String(value);
}

export function accountOf(fields: Fields): AccountDraft {
  return { name: text(fields.name), email: text(fields.email) };
}

export function spanOf(fields: Fields): { from: string; to: string } {
  return { from: text(fields.from), to: text(fields.to) };
}

/** Collects the errors in a file, each with its path in the file. */
export class StudioIssues {
  readonly list: string[] = [];

  add(path: string, issue: string): void {
    this.list.push(`${path}: ${issue}`);
  }

  /** The value of a check, or null after its errors are recorded. */
  take<T>(outcome: Outcome<T>, path: string): T | null {
    if (outcome.ok) return outcome.value;
    for (const [field, words] of Object.entries(outcome.facts.fields ?? {})) {
      this.add(`${path}.${field.replace(/\.(\d+)/g, "[$1]")}`, words);
    }
    return null;
  }

  /** Reads each element; there must be at least one. */
  some<T>(
    value: unknown,
    path: string,
    read: (fields: Fields, path: string) => T,
  ): T[] {
    const found = each(value);
    if (found.length === 0) this.add(path, "at least one is required");
    return found.map((one, i) => read(one, `${path}[${i}]`));
  }

  slug<T>(
    value: unknown,
    path: string,
    parse: (text: unknown) => T | null,
  ): T | null {
    const found = parse(value);
    if (found === null) {
      this.add(
        `${path}.id`,
        "use lowercase letters, digits and hyphens, such as ines-vidal",
      );
    }
    return found;
  }

  unique(names: readonly string[], path: string): void {
    for (const name of new Set(names)) {
      if (names.filter((one) => one === name).length > 1) {
        this.add(path, `${name} appears more than once`);
      }
    }
  }
}
