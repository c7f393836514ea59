import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";

/**
 * What the page of a consultation shows at this moment.
 *
 * - `unconfirmed`: the artist has not answered yet.
 * - `early`: before the window opens. `closed`: after it closed, or nobody
 *   came.
 * - `waiting`: the window is open and nothing has started.
 * - `preparing`: started, and the room is being created.
 * - `live`: started, and the room can be joined.
 * - `erased`: it existed, and its data was deleted.
 * - `elsewhere`: another tab of the same person holds the lease.
 */
export type Phase =
  | "unconfirmed"
  | "early"
  | "waiting"
  | "preparing"
  | "live"
  | "ended"
  | "cancelled"
  | "closed"
  | "erased"
  | "elsewhere";

export type OverPhase = Extract<
  Phase,
  "ended" | "cancelled" | "closed" | "erased"
>;

/** Phases after which nothing more happens on this page. */
export function isOver(phase: Phase): phase is OverPhase {
  return phase === "ended" || phase === "cancelled" || phase === "closed" ||
    phase === "erased";
}

/** Whether the page is complete: over, and the time of the end known. */
export function isSettled(
  phase: Phase,
  { sessionEndedAt }: Pick<WaitingSnapshot, "sessionEndedAt">,
): boolean {
  return isOver(phase) && (phase !== "ended" || sessionEndedAt !== null);
}

/** Whether this page waits for the call, or is in it. */
export function isInUse(phase: Phase): boolean {
  return phase === "waiting" || phase === "preparing" || phase === "live";
}

/** Leases exist only while the window is open and until the end. */
export function hasLeases(phase: Phase): boolean {
  return isInUse(phase) || phase === "elsewhere";
}

export function phaseOf(
  snapshot: WaitingSnapshot,
  { elsewhere, now }: {
    /** Another tab of the same person holds the lease. */
    readonly elsewhere: boolean;
    /** The server's time, as the page knows it. */
    readonly now: Instant;
  },
): Phase {
  switch (snapshot.state) {
    case "requested":
      return "unconfirmed";
    case "declined":
    case "expired":
    case "cancelled":
      return "cancelled";
    case "no_show":
      return "closed";
    case "ended":
      return "ended";
    case "erased":
      return "erased";
    case "live":
      if (elsewhere) return "elsewhere";
      return isJoinable(snapshot.twilioRoomStatus) ? "live" : "preparing";
    case "confirmed":
      if (now < Date.parse(snapshot.opensAt)) return "early";
      // The same second as the server's own rule, lib/domain/consultation/join_window.ts.
      if (now >= Date.parse(snapshot.closesAt) + SECOND) return "closed";
      return elsewhere ? "elsewhere" : "waiting";
  }
}

/** A room that was completed is created again for the next token. */
function isJoinable(status: WaitingSnapshot["twilioRoomStatus"]): boolean {
  return status === "in-progress" || status === "completed";
}
