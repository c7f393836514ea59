/**
 * The client's links. Each mail carries a link of its own, because the secret
 * of an earlier one is not kept; all links of one version are equally valid. The
 * link to a request becomes a link of what is confirmed.
 */
export interface AccessLinks {
  /** SHA-256 of the secret in the first link of this version, base64url. Sessions refer to this one. */
  readonly linkHash: string;
  /** The hashes of the links in later mails of this version. */
  readonly moreLinks: readonly string[];
  /** Links that a reschedule has replaced: they open nothing, and explain why. */
  readonly oldLinks: readonly string[];
}

/** More than anyone is sent; older ones count as unknown. */
const MOST_OLD = 40;
/** Links of one version, besides the first: a client who keeps asking again must not fill the record. */
export const MOST_LINKS = 40;

export type LinkStatus = "current" | "replaced" | "unknown";

/** Links of which none was ever replaced, in the order in which they were sent. */
export function withoutReplaced(
  [linkHash, ...moreLinks]: readonly string[],
): AccessLinks | null {
  return linkHash === undefined ? null : { linkHash, moreLinks, oldLinks: [] };
}

export function linkStatus(links: AccessLinks, hash: string): LinkStatus {
  if (links.linkHash === hash || links.moreLinks.includes(hash)) {
    return "current";
  }
  return links.oldLinks.includes(hash) ? "replaced" : "unknown";
}

/** Replaces all previous links with this one. */
export function withReplacedLinks(
  links: AccessLinks,
  linkHash: string,
): AccessLinks {
  const old = [links.linkHash, ...links.moreLinks, ...links.oldLinks];
  return { linkHash, moreLinks: [], oldLinks: old.slice(0, MOST_OLD) };
}

/** Only the hashes: a confirmed record also is its own links. */
export function hashesOf(
  { linkHash, moreLinks, oldLinks }: AccessLinks,
): AccessLinks {
  return { linkHash, moreLinks, oldLinks };
}
