import type { Refusal } from "./refusal.ts";
import type { WireRefusalCode } from "@/lib/wire/wire.ts";
import { words } from "@/lib/words/mod.ts";

type Facts = Pick<Refusal["facts"], "retryAfterSeconds">;

/** A code without a sentence does not compile. */
const { refusals }: {
  readonly refusals: Readonly<
    Record<WireRefusalCode, string | ((facts: Facts) => string)>
  >;
} = words();

/** The message, with the time to wait where it is known. */
export function wordsFor(
  { code, facts }: { readonly code: WireRefusalCode; readonly facts: Facts },
): string {
  const sentence = refusals[code];
  return typeof sentence === "function" ? sentence(facts) : sentence;
}

/** The same, when only the code is known. */
export function wordsOf(code: WireRefusalCode): string {
  return wordsFor({ code, facts: {} });
}
