import { REFUSAL_CODES } from "@/lib/domain/refusal.ts";
import { wordsOf } from "./refusals.ts";

/** Why the form that led here came to nothing, in words; null if it did not, or says what we never say. */
export function refusedWords(url: URL): string | null {
  const code = REFUSAL_CODES.find((code) =>
    code === url.searchParams.get("refused")
  );
  return code === undefined ? null : wordsOf(code);
}
