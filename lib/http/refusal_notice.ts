import { WIRE_REFUSAL_CODES } from "@/lib/wire/request_refusal.ts";
import { wordsOf } from "./refusals.ts";

/**
 * The message for the refusal code that a redirect brought; null if there is
 * none or the code is unknown.
 */
export function refusalText(url: URL): string | null {
  const code = WIRE_REFUSAL_CODES.find((code) =>
    code === url.searchParams.get("refused")
  );
  return code === undefined ? null : wordsOf(code);
}
