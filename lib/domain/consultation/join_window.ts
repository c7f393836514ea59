import { type Instant, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";

/** How long before the start and after the end a consultation can be joined. */
export interface JoinPolicy {
  readonly earlyMs: number;
  readonly graceMs: number;
}

/** Ten minutes early by default; real consultations overrun, so fifteen minutes of grace. */
export const DEFAULT_JOIN_POLICY: JoinPolicy = {
  earlyMs: 10 * MINUTE,
  graceMs: 15 * MINUTE,
};

export interface JoinWindow {
  readonly opensAt: Instant;
  /** The last second in which joining is allowed begins at this instant. */
  readonly closesAt: Instant;
}

export type WindowPhase = "early" | "open" | "closed";

export function joinWindow(
  times: { readonly startsAt: Instant; readonly endsAt: Instant },
  policy: JoinPolicy,
): JoinWindow {
  return {
    opensAt: times.startsAt - policy.earlyMs,
    closesAt: times.endsAt + policy.graceMs,
  };
}

/** Compares whole seconds: the second of `opensAt` and that of `closesAt` are both open. */
export function windowPhase(window: JoinWindow, now: Instant): WindowPhase {
  if (now < window.opensAt) return "early";
  return now < window.closesAt + SECOND ? "open" : "closed";
}
