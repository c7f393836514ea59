/**
 * The client's links. A mail that reminds carries a link of its own, because the
 * secret of the first is not kept; all of one version's links are equally good.
 */
export interface Links {
  /** SHA-256 of the secret in the confirmation's link, base64url. Sessions name this one. */
  readonly linkHash: string;
  /** The same of the links in later mails of this version. */
  readonly moreLinks: readonly string[];
  /** Links that a reschedule has replaced: they open nothing, and say why. */
  readonly oldLinks: readonly string[];
}

/** More than anybody is sent; older ones read as unknown. */
const MOST_OLD = 40;

export type LinkStanding = "current" | "replaced" | "unknown";

export function linkStanding(links: Links, hash: string): LinkStanding {
  if (links.linkHash === hash || links.moreLinks.includes(hash)) {
    return "current";
  }
  return links.oldLinks.includes(hash) ? "replaced" : "unknown";
}

/** Every link so far is replaced by this one. */
export function replacedBy(links: Links, linkHash: string): Links {
  const old = [links.linkHash, ...links.moreLinks, ...links.oldLinks];
  return { linkHash, moreLinks: [], oldLinks: old.slice(0, MOST_OLD) };
}
