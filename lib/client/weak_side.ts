import type { Level } from "./line_quality.ts";

/** Whose connection is to be called weak. `between`: nobody can know which half of it. */
export type WeakSide = "own" | "theirs" | "between";

/** What is known of the line between two people. Levels are the SDK's; null is not measured. */
export interface LineFacts {
  /**
   * `sdk`: a media server between the two measures each one's own half. `stats`:
   * there is none, and what is lost in one direction is lost somewhere between
   * our end of it and theirs.
   */
  readonly by: "sdk" | "stats";
  /** `sdk`: our half. `stats`: what we send, as they receive it. */
  readonly own: Level | null;
  /** `sdk`: their half. `stats`: what they send, as we receive it. */
  readonly other: Level | null;
  /** Our own way to the studio is poor (`own_way.ts`). */
  readonly ownWayPoor: boolean;
  /** Theirs is, as they say. */
  readonly theirWayPoor: boolean;
}

/** Who is to be told that it is theirs, should the line be weak. */
export function sideOf(facts: LineFacts): WeakSide {
  if (facts.by === "sdk") return isWeak(facts.own) ? "own" : "theirs";
  if (facts.ownWayPoor === facts.theirWayPoor) return "between";
  return facts.ownWayPoor ? "own" : "theirs";
}

/** Whose line is weak, or null while it is not. */
export function weakSide(facts: LineFacts): WeakSide | null {
  return isWeak(facts.own) || isWeak(facts.other) ? sideOf(facts) : null;
}

/** The level to show while nothing is weak: a line is as good as its worse direction. */
export function shownLevel({ by, own, other }: LineFacts): Level | null {
  if (by === "sdk" || other === null) return own;
  return own === null ? other : Math.min(own, other) as Level;
}

/** @param name the other person's first name */
export function weakWords(side: WeakSide, name: string): string {
  switch (side) {
    case "own":
      return "Your connection is weak";
    case "theirs":
      return `${name}’s connection is weak`;
    case "between":
      return "The connection between you is weak";
  }
}

export function isWeak(level: Level | null): boolean {
  return level !== null && level <= 2;
}
