import { bareIdentifier } from "./identifier.ts";

const LONGEST_EMAIL = 254;
/** Longer input is no address with something around it. */
const LONGEST_TYPED = 1000;

/** One address, as browsers understand `type=email` (HTML Standard, section 4.10.5.1.5). */
const EMAIL_SHAPE =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/**
 * One address in the form in which it is stored, asked for and counted: lower
 * case, its domain as mail servers write it. Reads what people paste:
 * `mailto:anna@…`, `Anna <anna@…>`, quotes and invisible characters. Null if it
 * is not one address.
 */
export function parseEmail(text: string): string | null {
  if (text.length > LONGEST_TYPED) return null;
  const email = withAsciiDomain(addressIn(text)).toLowerCase();
  return email.length <= LONGEST_EMAIL && EMAIL_SHAPE.test(email)
    ? email
    : null;
}

/** What an address is found by: two spellings of one address have one key. */
export function emailKey(text: string): string {
  return parseEmail(text) ??
    bareIdentifier(text.slice(0, LONGEST_TYPED)).toLowerCase();
}

/** What could be an address: `text` without a name, a scheme, and what stands around it. */
function addressIn(text: string): string {
  const bare = bareIdentifier(text);
  // The closing bracket is gone already.
  const [, named] = /^[^<>@]*<([^<>]*)$/.exec(bare) ?? [];
  const address = bareIdentifier(named ?? bare).replace(/ ?@ ?/, "@");
  const [, mailed] = /^mailto:([^?]*)/i.exec(address) ?? [];
  return mailed ?? address;
}

/** `a@münchen.de` as mail servers write it, `a@xn--mnchen-3ya.de` (RFC 5891). */
function withAsciiDomain(email: string): string {
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1);
  // Only letters of other scripts: what is wrong in ASCII stays wrong, and what
  // a URL would cut off is no part of a domain.
  // deno-lint-ignore no-control-regex
  if (at === -1 || !/[^\x00-\x7f]/.test(domain) || /[/\\?#:@%]/.test(domain)) {
    return email;
  }
  try {
    return `${email.slice(0, at)}@${new URL(`http://${domain}`).hostname}`;
  } catch {
    return email;
  }
}
