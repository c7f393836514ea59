/** A comma, a semicolon, or white space in an address would be a second address or header. */
const ADDRESS = /^[^\s\p{Cc}<>@,;:"()[\]\\]+@[^\s\p{Cc}<>@,;:"()[\]\\]+$/u;

/** A quoted string (RFC 5322, 3.2.4): quotes and backslashes inside are escaped. */
const QUOTED = /^"((?:[^"\\\p{Cc}]|\\[^\p{Cc}])*)"$/u;

/** The characters that end a word of a name that is not in quotes (RFC 5322, 3.2.3), and the dot. */
const SPECIAL = /[()<>[\]:;@\\,."]/;

/**
 * The sender as a mailbox of RFC 5322: an address, alone or after a name. A
 * name with special characters is written in quotes, because
 * `Rosewood, Paris <a@b.example>` reads as two addresses. Null if it is not one
 * mailbox.
 */
export function parseSender(text: string): string | null {
  const named = /^([^<>]*|"(?:[^"\\]|\\.)*"\s*)<([^<>]*)>$/u.exec(text.trim());
  if (named === null) return ADDRESS.test(text.trim()) ? text.trim() : null;
  const address = named[2]!.trim();
  const name = nameOf(named[1]!.trim());
  if (name === null || !ADDRESS.test(address)) return null;
  if (name === "") return address;
  return `${SPECIAL.test(name) ? quoted(name) : name} <${address}>`;
}

/** The name without its quotes; null if it has a line break, an address or half of a quotation in it. */
function nameOf(text: string): string | null {
  const inQuotes = QUOTED.exec(text);
  if (inQuotes !== null) return inQuotes[1]!.replace(/\\(.)/gu, "$1").trim();
  return /[\p{Cc}@"\\]/u.test(text) ? null : text;
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, "\\$&")}"`;
}
