import { type Instant, SECOND } from "@/lib/domain/instant.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";

/**
 * What the page of a consultation is about at this moment.
 *
 * - `unconfirmed`: the artist has not answered yet.
 * - `early`: before the window opens. `closed`: after it closed, or nobody came.
 * - `waiting`: the window is open and nothing has started.
 * - `preparing`: started, and the room is being made.
 * - `live`: started, and the room can be joined.
 * - `erased`: it was, and nothing about it is kept.
 * - `elsewhere`: another tab of the same person holds the place.
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

/** Phases after which nothing more can come of this page. */
export function isOver(phase: Phase): phase is OverPhase {
  return phase === "ended" || phase === "cancelled" || phase === "closed" ||
    phase === "erased";
}

/** Which of the page's faces a phase shows; it changes where the page is another one altogether. */
export function viewOf(
  phase: Phase,
  inCall: boolean,
): "room" | "call" | "elsewhere" | "over" {
  if (isOver(phase)) return "over";
  if (phase === "elsewhere") return "elsewhere";
  return phase === "live" && inCall ? "call" : "room";
}

/** @param now the server's time, as the page knows it */
export function phaseOf(
  snapshot: WaitingSnapshot,
  elsewhere: boolean,
  now: Instant,
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
      return snapshot.twilioRoomStatus === "in-progress" ? "live" : "preparing";
    case "confirmed":
      if (now < Date.parse(snapshot.opensAt)) return "early";
      // The same second as the server's own rule, lib/domain/join_window.ts.
      if (now >= Date.parse(snapshot.closesAt) + SECOND) return "closed";
      return elsewhere ? "elsewhere" : "waiting";
  }
}
