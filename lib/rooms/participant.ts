import type { Claim, ClaimedTrack } from "./signaling/messages.ts";
import { newSid } from "./sid.ts";

/** A published track; `id` is the client's (msid or data channel label), `sid` is ours. */
export interface Track extends ClaimedTrack {
  sid: string;
}

/** Plain data, so that it can be stored. Times are epoch milliseconds. */
export interface Participant {
  sid: string;
  identity: string;
  /** The client's secret: a client that has it and holds its token may resume. */
  session: string;
  state: "connected" | "reconnecting" | "disconnected";
  joinedAt: number;
  leftAt: number | null;
  /** When a lost socket counts as a departure. */
  reconnectBy: number | null;
  /** Whether it subscribes to everyone's tracks automatically. */
  subscribes: boolean;
  /** The last revision of the state that the client sent. */
  claimed: number;
  /** Revisions that we assign: how others see it, its `published` and its `subscribed`. */
  revision: number;
  published: number;
  subscribed: number;
  tracks: Track[];
  /** Participants whose tracks are withheld until a new PeerConnection to them is answered. */
  withheld: string[];
}

export interface TrackChange {
  event: "track-added" | "track-removed" | "track-enabled" | "track-disabled";
  track: Track;
}

export function newParticipant(
  input: { identity: string; subscribes: boolean; now: number },
): Participant {
  return {
    sid: newSid("PA"),
    identity: input.identity,
    session: newSid("SS"),
    state: "connected",
    joinedAt: input.now,
    leftAt: null,
    reconnectBy: null,
    subscribes: input.subscribes,
    claimed: -1,
    revision: 1,
    published: 0,
    subscribed: 0,
    tracks: [],
    withheld: [],
  };
}

/**
 * Applies the client's whole state if it is newer than the last one, and
 * returns what changed. A new id is a new publication; a missing one was
 * unpublished.
 */
export function applyClaim(
  participant: Participant,
  claim: Claim,
): TrackChange[] | null {
  if (claim.revision <= participant.claimed) return null;
  participant.claimed = claim.revision;
  const changes: TrackChange[] = [];
  const before = new Map(participant.tracks.map((track) => [track.id, track]));

  participant.tracks = claim.tracks.map((claimed) => {
    const known = before.get(claimed.id);
    before.delete(claimed.id);
    const track = { ...claimed, sid: known?.sid ?? newSid("MT") };
    if (!known) changes.push({ event: "track-added", track });
    else if (known.enabled !== track.enabled) {
      changes.push({
        event: track.enabled ? "track-enabled" : "track-disabled",
        track,
      });
    }
    return track;
  });
  for (const track of before.values()) {
    changes.push({ event: "track-removed", track });
  }
  return changes;
}

/** The participant as others see it. The SDK ignores a view whose revision has not grown. */
export function view(participant: Participant): Record<string, unknown> {
  return {
    sid: participant.sid,
    identity: participant.identity,
    revision: participant.revision,
    state: participant.state,
    tracks: participant.state === "disconnected"
      ? []
      : participant.tracks.map(({ sid, name, kind, enabled, priority }) => ({
        sid,
        name,
        kind,
        enabled,
        priority,
      })),
  };
}

/** What the publisher is sent: this resolves the SDK's publishTrack(). */
export function publishedView(
  participant: Participant,
): Record<string, unknown> {
  return {
    revision: participant.published,
    tracks: participant.tracks.map(({ id, sid }) => ({
      id,
      sid,
      state: "ready",
    })),
  };
}
