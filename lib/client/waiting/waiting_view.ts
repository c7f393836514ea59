import type { Failure } from "@/lib/client/page/api.ts";
import type { DevicesState } from "@/lib/client/media/devices.ts";
import { isOver, type OverPhase, type Phase } from "./waiting_phase.ts";

/** Phases in which the page is the waiting room. */
export type RoomPhase = Exclude<Phase, OverPhase | "elsewhere">;

/**
 * What a consultation's page shows.
 *
 * - `closed`: this browser has lost access.
 * - `elsewhere`: another tab of the same person holds the lease.
 * - `over`: the consultation is over.
 * - `call`: the call.
 * - `room`: the waiting room.
 */
export type WaitingView =
  | { readonly is: "closed"; readonly why: Failure }
  | { readonly is: "elsewhere" }
  | { readonly is: "over"; readonly phase: OverPhase }
  | { readonly is: "call" }
  | { readonly is: "room"; readonly phase: RoomPhase };

export function waitingView({ phase, gone, suspended, decided }: {
  readonly phase: Phase;
  /** Why this page may no longer watch, or null. */
  readonly gone: Failure | null;
  /** Why it may not at the moment; a call that is shown stays. */
  readonly suspended: Failure | null;
  /** Whether this person has turned their devices on or chosen to go on without. */
  readonly decided: boolean;
}): WaitingView {
  if (gone) return { is: "closed", why: gone };
  if (isOver(phase)) return { is: "over", phase };
  if (phase === "elsewhere") return { is: "elsewhere" };
  if (phase === "live" && decided) return { is: "call" };
  if (suspended) return { is: "closed", why: suspended };
  return { is: "room", phase };
}

/** Whether the person has turned their devices on or chosen to go on without. */
export function isDecided(devices: DevicesState): boolean {
  return devices === "ready" || devices === "skipped";
}

/** Whether the consultation has started while this page still shows the waiting room. */
export function hasStarted(phase: RoomPhase): boolean {
  return phase === "live" || phase === "preparing";
}

/** Whether this is before the time at which anyone may join. */
export function isBeforeWindow(phase: Phase): boolean {
  return phase === "unconfirmed" || phase === "early";
}

/** Before the window the details come first: the picture only while the camera is tested. */
export function showsPreview(phase: RoomPhase, devices: DevicesState): boolean {
  return !isBeforeWindow(phase) || devices === "asking" || devices === "ready";
}
