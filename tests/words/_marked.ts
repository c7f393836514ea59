import { type Words, words } from "@/lib/words/mod.ts";

/** A language of its own: every sentence is the English one between « and ». */
export const marked: Words = { ...mark(words()), language: "xx" };

function mark<T>(part: T): T {
  if (typeof part === "string") return `«${part}»` as T;
  if (typeof part === "function") {
    return ((...about: unknown[]) => mark(part(...about))) as T;
  }
  if (Array.isArray(part)) return part.map(mark) as T;
  return Object.fromEntries(
    Object.entries(part as object).map(([key, value]) => [key, mark(value)]),
  ) as T;
}

/** What is left of a text without its sentences and without these values: words that no catalogue has. */
export function unmarked(text: string, values: readonly string[]): string {
  const rest = values.toSorted((a, b) => b.length - a.length)
    .reduce((left, value) => left.replaceAll(value, ""), text);
  return rest.replace(/«[^»]*»/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
