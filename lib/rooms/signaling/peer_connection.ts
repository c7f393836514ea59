/** A session description as one side sent it; the server never reads the SDP. */
export interface Description {
  type: "offer" | "answer" | "close" | "create-offer";
  revision: number;
  sdp?: string;
}

/** All candidates so far of one ICE generation (`ufrag`); `revision` grows. */
export interface Ice {
  ufrag: string;
  revision: number;
  candidates: Record<string, unknown>[];
  complete?: boolean;
}

/** One entry of `peer_connections` as the SDK reads it. */
export interface PeerConnectionState {
  id: string;
  description?: Description;
  ice?: Ice;
}

/**
 * One PeerConnection between two participants (named by their sids), known to both by one id.
 * Plain data, so that it can be stored.
 */
export interface Link {
  id: string;
  sides: [string, string];
  /** The revision that both sides have agreed on. */
  stable: number;
  /** The offer that waits for its answer. There is at most one: see `describe`. */
  pending: { by: string; revision: number } | null;
  descriptions: Record<string, Description>;
  ice: Record<string, Ice>;
  /** Who was told to make this PeerConnection; null when it came from a client. */
  createdBy: string | null;
}

export function openLink(
  id: string,
  sides: [string, string],
  createdBy: string | null,
): Link {
  return {
    id,
    sides,
    stable: 0,
    pending: null,
    descriptions: {},
    ice: {},
    createdBy,
  };
}

export function otherSide(link: Link, side: string): string {
  return link.sides[0] === side ? link.sides[1] : link.sides[0];
}

/**
 * Takes an offer or an answer of one side. When two offers cross (both publish at once), the
 * first wins and the other is dropped: its sender rolls back when the winner's offer
 * arrives, answers, and offers again. Dropping also makes a repeated description harmless.
 *
 * @returns whether the other side must hear of it
 */
export function describe(
  link: Link,
  side: string,
  description: Description,
): boolean {
  const { pending } = link;
  if (description.type === "offer") {
    if (description.revision <= link.stable) return false;
    if (
      pending &&
      (pending.by !== side || pending.revision >= description.revision)
    ) return false;
    link.pending = { by: side, revision: description.revision };
  } else if (description.type === "answer") {
    if (
      !pending || pending.by === side ||
      pending.revision !== description.revision
    ) return false;
    link.stable = description.revision;
    link.pending = null;
  } else {
    return false;
  }
  link.descriptions[side] = description;
  return true;
}

/** Takes a side's candidates. @returns whether they are news to the other side */
export function addIce(link: Link, side: string, ice: Ice): boolean {
  const last = link.ice[side];
  if (last && last.ufrag === ice.ufrag && ice.revision <= last.revision) {
    return false;
  }
  link.ice[side] = ice;
  return true;
}

/** Has an answer ever been given? Only then does media flow. */
export function answered(link: Link): boolean {
  return link.stable > 0;
}

/** The state that makes `side` close this PeerConnection, whatever it has seen so far. */
export function closing(link: Link): PeerConnectionState {
  const last = Math.max(link.stable, link.pending?.revision ?? 0);
  return { id: link.id, description: { type: "close", revision: last + 1 } };
}

/**
 * What a side that lost its socket may have missed: the other side's last words.
 * Even a link without any is named, because the SDK closes every PeerConnection that `synced`
 * leaves out.
 */
export function resume(link: Link, side: string): PeerConnectionState {
  const other = otherSide(link, side);
  const description = link.descriptions[other];
  const ice = link.ice[other];
  if (!description && link.createdBy === side && !link.descriptions[side]) {
    return creation(link);
  }
  return {
    id: link.id,
    ...(description && { description }),
    ...(ice && { ice }),
  };
}

/** The state that makes a client create this PeerConnection and offer (with revision 2). */
export function creation(link: Link): PeerConnectionState {
  return { id: link.id, description: { type: "create-offer", revision: 1 } };
}
