import { domainToUnicode } from "node:url";
import type { Client } from "@/lib/domain/consultation/consultation.ts";
import { parseEmail } from "@/lib/domain/basic/email.ts";
import { visibleLine } from "@/lib/domain/basic/identifier.ts";

/** Longer input is cut: nobody types it. */
const LONGEST = 200;

/** The words of a search, as `hasWords` compares them. */
export function searchWords(query: string): readonly string[] {
  return visibleLine(query.slice(0, LONGEST)).split(" ").filter(Boolean)
    .map((word) => fold(parseEmail(word) ?? word));
}

/** Whether every word is in one of the texts: "ines" finds "Inès". */
export function hasWords(
  words: readonly string[],
  texts: readonly string[],
): boolean {
  const text = fold(texts.join(" "));
  return words.every((word) => text.includes(word));
}

/** What a client is found by. */
export function clientTexts({ name, email }: Client): readonly string[] {
  return [name, email, asWritten(email)];
}

/** `a@xn--mnchen-3ya.de` as people write it, `a@münchen.de`. */
function asWritten(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, at)}@${domainToUnicode(email.slice(at + 1))}`;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
