import type { NetworkQualityLevel } from "./network_quality.ts";

/** The side whose connection is called weak. `between`: nobody can know which half of it. */
export type WeakSide = "own" | "theirs" | "between";

/**
 * What is known about the connection between two people. Levels are the SDK's;
 * null is not measured.
 */
export interface ConnectionFacts {
  /**
   * `sdk`: a media server between the two measures each half. `stats`: there is
   * none, and loss in one direction happens somewhere between our end and
   * theirs.
   */
  readonly by: "sdk" | "stats";
  /** `sdk`: our half. `stats`: what we send, as they receive it. */
  readonly own: NetworkQualityLevel | null;
  /** `sdk`: their half. `stats`: what they send, as we receive it. */
  readonly other: NetworkQualityLevel | null;
  /** Our own connection to the server is poor (`server_latency.ts`). */
  readonly ownConnectionPoor: boolean;
  /** Theirs is, as they report. */
  readonly remoteConnectionPoor: boolean;
}

/** The side that the notice names when the connection is weak. */
export function sideOf(facts: ConnectionFacts): WeakSide {
  if (facts.by === "sdk") return isWeak(facts.own) ? "own" : "theirs";
  if (facts.ownConnectionPoor === facts.remoteConnectionPoor) return "between";
  return facts.ownConnectionPoor ? "own" : "theirs";
}

/** Whose connection is weak, or null. */
export function weakSide(facts: ConnectionFacts): WeakSide | null {
  return isWeak(facts.own) || isWeak(facts.other) ? sideOf(facts) : null;
}

/** The level to show while nothing is weak: a connection is as good as its worse direction. */
export function shownLevel(
  { by, own, other }: ConnectionFacts,
): NetworkQualityLevel | null {
  if (by === "sdk" || other === null) return own;
  return own === null ? other : Math.min(own, other) as NetworkQualityLevel;
}

export function isWeak(level: NetworkQualityLevel | null): boolean {
  return level !== null && level <= 2;
}
