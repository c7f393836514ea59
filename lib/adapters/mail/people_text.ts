/**
 * Prepares people's text for a mail. Escaping is the renderer's job; here text
 * is kept from breaking a header, from hiding content and from posing as a
 * link.
 */
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { oneLine, shorten } from "@/lib/domain/basic/plain_text.ts";

/** Several lines: line breaks stay, all other invisible characters are removed. */
export function lines(text: string, most = 2_000): string {
  const kept = text.split(/\r\n|\r|\n|\u2028|\u2029/u)
    .map((line) => oneLine(line, most)).join("\n").trim();
  return shorten(kept, most);
}

/**
 * The name to greet a client by. Anyone can book with another person's address,
 * so a "name" that mail clients would turn into a link is not repeated to that
 * address: null.
 */
export function greetingName(name: string): string | null {
  const line = oneLine(name, 60);
  const linkish = /[:/\\@]|\.\p{L}{2,}|\bwww\b/iu.test(line);
  return line === "" || linkish ? null : firstName(line);
}

/** `123456` → `123 456`, the way people read codes aloud. */
export function spacedCode(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})$/, "$1 $2");
}
