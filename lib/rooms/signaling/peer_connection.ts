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
export interface PeerConnection {
  id: string;
  sides: [string, string];
  /** The revision that both sides have agreed on. */
  stable: number;
  /** The offer that waits for its answer. There is at most one: see `describe`. */
  pending: { by: string; revision: number } | null;
  /** The newest of each side. */
  descriptions: Record<string, Description>;
  /** The newest answer of each side; missing in rooms that an older version stored. */
  answers?: Record<string, Description>;
  ice: Record<string, Ice>;
  /** The participant that was told to create this PeerConnection; null when it came from a client. */
  createdBy: string | null;
}

export function createPeerConnection(
  id: string,
  sides: [string, string],
  { createdBy }: { readonly createdBy: string | null },
): PeerConnection {
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

export function otherSide(connection: PeerConnection, side: string): string {
  return connection.sides[0] === side
    ? connection.sides[1]
    : connection.sides[0];
}

/**
 * Applies an offer or an answer of one side. When two offers cross (both sides
 * publish at once), the first wins and the other is dropped: its sender rolls
 * back when the winner's offer arrives, answers, and offers again. Dropping
 * also makes a repeated description harmless.
 *
 * @returns whether the other side must receive it
 */
export function describe(
  connection: PeerConnection,
  { side, description }: {
    readonly side: string;
    readonly description: Description;
  },
): boolean {
  const { pending } = connection;
  if (description.type === "offer") {
    if (description.revision <= connection.stable) return false;
    if (
      pending &&
      (pending.by !== side || pending.revision >= description.revision)
    ) return false;
    connection.pending = { by: side, revision: description.revision };
  } else if (description.type === "answer") {
    if (
      !pending || pending.by === side ||
      pending.revision !== description.revision
    ) return false;
    connection.stable = description.revision;
    connection.pending = null;
    connection.answers = { ...connection.answers, [side]: description };
  } else {
    return false;
  }
  connection.descriptions[side] = description;
  return true;
}

/**
 * Returns whether this offer shows that the answer of its sender was lost with
 * a socket: the SDK repeats its newest description only, and offers again only
 * after it has answered. Both sides would wait for an answer forever.
 */
export function lostAnswer(
  { pending }: PeerConnection,
  { side, description }: {
    readonly side: string;
    readonly description: Description;
  },
): boolean {
  return description.type === "offer" && pending !== null &&
    pending.by !== side && description.revision > pending.revision;
}

/** Applies a side's candidates. @returns whether they are new to the other side */
export function addIce(
  connection: PeerConnection,
  { side, ice }: { readonly side: string; readonly ice: Ice },
): boolean {
  const last = connection.ice[side];
  if (last && last.ufrag === ice.ufrag && ice.revision <= last.revision) {
    return false;
  }
  connection.ice[side] = ice;
  return true;
}

/** Returns whether an answer was ever given. Only then does media flow. */
export function answered(connection: PeerConnection): boolean {
  return connection.stable > 0;
}

/** The state that makes `side` close this PeerConnection, whatever state it is in. */
export function closing(connection: PeerConnection): PeerConnectionState {
  const last = Math.max(connection.stable, connection.pending?.revision ?? 0);
  return {
    id: connection.id,
    description: { type: "close", revision: last + 1 },
  };
}

/**
 * What a side that lost its socket may have missed: the other side's last
 * messages, its answer before the offer that followed it. A connection without
 * any is listed too, because the SDK closes every PeerConnection that `synced`
 * leaves out.
 */
export function resume(
  connection: PeerConnection,
  side: string,
): PeerConnectionState[] {
  const { id } = connection;
  const other = otherSide(connection, side);
  const description = connection.descriptions[other];
  const ice = connection.ice[other];
  if (
    !description && connection.createdBy === side &&
    !connection.descriptions[side]
  ) {
    return [creation(connection)];
  }
  const answer = connection.answers?.[other];
  return [
    ...(answer?.revision === connection.stable && description?.type === "offer"
      ? [{ id, description: answer }]
      : []),
    { id, ...(description && { description }), ...(ice && { ice }) },
  ];
}

/** The state that makes a client create this PeerConnection and offer (with revision 2). */
export function creation(connection: PeerConnection): PeerConnectionState {
  return {
    id: connection.id,
    description: { type: "create-offer", revision: 1 },
  };
}
