/**
 * Links as they come back from mail programs, mail gateways and people: with
 * `#` as `%23`, percent-encoded twice, followed by a full stop, a bracket or an
 * invisible character, wrapped over two lines, or with a gateway's own
 * parameters behind them.
 */
import { type ConsultationId, parseConsultationId } from "./ids.ts";
import { visibleLine } from "./identifier.ts";

/** 32 bytes as base64url; see `Secrets`. */
const SECRET_LENGTH = 43;
const WHOLE_SECRET = new RegExp(`[\\w-]{${SECRET_LENGTH},}`);
/** As often as a link passes a gateway. */
const MOST_ENCODINGS = 4;
const LONGEST = 2_000;

/** The secret of a link, from its fragment or from whatever was made of it; empty if there is none. */
export function readLinkSecret(text: string): string {
  const plain = plainLink(text);
  const [run = ""] = WHOLE_SECRET.exec(plain) ?? /[\w-]+/.exec(plain) ?? [];
  return run.slice(0, SECRET_LENGTH);
}

/** The consultation's id at the start of the text; null if there is none. */
export function readConsultationId(text: string): ConsultationId | null {
  const [run = ""] = /^[a-z0-9]*/.exec(plainLink(text).toLowerCase()) ?? [];
  return parseConsultationId(run);
}

/** Decoded, and without what nobody sees: spaces, line breaks (also `=` at the end of a line, RFC 2045), invisible characters. */
function plainLink(text: string): string {
  return visibleLine(decoded(text.slice(0, LONGEST))).replace(/=? /g, "");
}

function decoded(text: string): string {
  let plain = text;
  for (let i = 0; i < MOST_ENCODINGS && plain.includes("%"); i++) {
    plain = plain.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
      try {
        return decodeURIComponent(bytes);
      } catch {
        return bytes;
      }
    });
  }
  return plain;
}

/** Where a damaged link leads. */
export interface MailedLink {
  /** The page's own path. */
  readonly path: string;
  /** What the address had before it was damaged; empty if it is lost. */
  readonly secret: string;
}

/**
 * Reads the path and the query of a link to a page that takes a secret in its
 * fragment. Null if the address is whole, or is none of these pages.
 */
export function readMailedLink(
  { pathname, search }: { readonly pathname: string; readonly search: string },
): MailedLink | null {
  // A page below, such as `/c/<id>/move`.
  if (/^\/c\/[^/]*\/(?!%(?:25)*23)./.test(pathname)) return null;
  const [before = "", ...after] = decoded(
    `${pathname}${search}`.slice(0, LONGEST),
  )
    .split("#");
  const path = pageOf(before);
  if (path === null) return null;
  const secret = readLinkSecret(after.join("#"));
  return secret === "" && pathname === path ? null : { path, secret };
}

function pageOf(address: string): string | null {
  if (/^\/sign-in\/link(?![\w-])/i.test(address)) return "/sign-in/link";
  const [, rest] = /^\/c\/(.*)$/is.exec(address) ?? [];
  const id = rest === undefined ? null : readConsultationId(rest);
  return id === null ? null : `/c/${id}`;
}
