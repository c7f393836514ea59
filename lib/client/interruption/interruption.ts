import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import {
  INITIAL,
  type Memory,
  ofBoth,
  remember,
} from "./interruption_memory.ts";
import { move } from "./interruption_moves.ts";

/**
 * What a system may do to the sound and picture of a page, and when they are
 * back. After an iPhone call, tracks say that they are live and not muted while
 * nothing flows; so a beginning is remembered, and only a fresh capture or
 * frames and sound themselves end it.
 *
 * - `flowing`: nothing is interrupted.
 * - `suspected`: muted right after its start, which is no interruption if it is
 *   short.
 * - `checking`: nothing says that a device is lost, and something says that it
 *   may be: frames and sound decide.
 * - `hidden`: a phone's page in the background.
 * - `taken`: the system has muted a device, and has not given it back.
 * - `recovering`: a fresh capture is in progress. `retrying`: it failed once.
 * - `stuck`: only a tap can bring it back.
 * - `own`: the page caused it, for example with a file input.
 */
export type Phase =
  | "flowing"
  | "suspected"
  | "checking"
  | "hidden"
  | "taken"
  | "recovering"
  | "retrying"
  | "stuck"
  | "own";

/**
 * How a device was lost. `ended` can come without `visibilitychange`.
 * `gone`: unplugged, while there is another one. `missing`: unplugged, and there
 * is no other one. `stalled`, `silent`: the track
 * says that it is live, and for some seconds there was no new frame, or nothing
 * but samples of exactly zero.
 */
export type Loss =
  | "muted"
  | "ended"
  | "gone"
  | "missing"
  | "stalled"
  | "silent";

/** Why captures failed, by device. */
export type CaptureProblems = Readonly<Partial<Record<Kind, DeviceProblem>>>;

export type InterruptionEvent =
  /** A fresh capture of this device, by anyone. */
  | { readonly type: "captured"; readonly kind: Kind }
  /** The person, not the system, switched it on or off. */
  | { readonly type: "switched"; readonly kind: Kind; readonly on: boolean }
  | { readonly type: "lost"; readonly kind: Kind; readonly by: Loss }
  | { readonly type: "unmuted"; readonly kind: Kind }
  /** There is a device of this kind again. */
  | { readonly type: "connected"; readonly kind: Kind }
  /** A new frame, or a sample other than zero. */
  | { readonly type: "flows"; readonly kind: Kind }
  /** An AudioContext that ran is suspended or interrupted. */
  | { readonly type: "sound_paused" }
  /** Something of the other person stands still or was paused. */
  | { readonly type: "playback_stalled" }
  /** Everything of the other person plays. */
  | { readonly type: "playing" }
  /** Our own picture is shown, so that its frames can be counted, or not. */
  | { readonly type: "picture_shown"; readonly yes: boolean }
  | { readonly type: "hidden" }
  | { readonly type: "visible" }
  /** The attempt is over; `playing`: no element and no AudioContext needs a tap. */
  | { readonly type: "done"; readonly playing: boolean }
  | { readonly type: "failed"; readonly problems: CaptureProblems }
  /** "Restore", inside a tap. */
  | { readonly type: "tapped" }
  | { readonly type: "own_began" }
  | { readonly type: "own_over" }
  /** The wait of this phase is over. */
  | { readonly type: "time" }
  /** The tracks are released. */
  | { readonly type: "released" };

export type EventType = InterruptionEvent["type"];

export type InterruptionEffect =
  /** Resume the AudioContext, capture these again, play what is shown. */
  | { readonly do: "recover"; readonly kinds: readonly Kind[] }
  /** Resume the AudioContext and play what is shown. */
  | { readonly do: "play" }
  /** Send `time` after this long, unless the phase changes before. */
  | { readonly do: "wait"; readonly ms: number };

export interface InterruptionState {
  readonly phase: Phase;
  readonly memory: Memory;
}

export interface InterruptionStep {
  readonly next: InterruptionState;
  readonly effects: readonly InterruptionEffect[];
}

/** @param isPhone phones lie about their tracks, and stop them in the background */
export function noInterruption(isPhone: boolean): InterruptionState {
  return { phase: "flowing", memory: { ...INITIAL, isPhone } };
}

/** Decides the next state and its effects; pure. */
export function stepInterruption(
  from: InterruptionState,
  event: InterruptionEvent,
  now: Instant,
): InterruptionStep {
  const memory = remember(from, event, now);
  return move({ phase: from.phase, memory }, event.type, now);
}

/** Whether the other person is told: what the page did itself is no interruption. */
export function isInterrupted({ memory }: InterruptionState): boolean {
  return memory.began !== null;
}

/** What a page says about its own interruption. */
export interface ShownInterruption {
  readonly media: Kind | "both" | "playback";
  /**
   * `denied`: permission was taken away meanwhile. `missing`: it is unplugged,
   * and there is no other one. `reload`: taps did not help; some systems give a
   * microphone back only to another page load.
   */
  readonly step:
    | "taken"
    | "recovering"
    | "stuck"
    | "denied"
    | "missing"
    | "reload";
}

/** After this many taps that did not help. */
const TAPS = 2;

export function shownInterruption(
  { phase, memory }: InterruptionState,
): ShownInterruption | null {
  const lost = ofBoth(memory, (one) =>
    !one.off &&
    (one.trust === "lost" || memory.unasked && one.trust === "doubted"));
  const media = mediaOf(lost);
  switch (memory.unasked && isTrying(phase) ? "stuck" : phase) {
    case "flowing":
    case "suspected":
    case "checking":
    case "hidden":
    case "own":
      return null;
    case "taken":
      return { media, step: "taken" };
    case "recovering":
    case "retrying":
      return memory.quiet ? null : { media, step: "recovering" };
    case "stuck":
      // First what a tap can change.
      for (const step of ["denied", "missing"] as const) {
        const kinds = lost.filter((kind) => memory[kind].problem === step);
        if (kinds.length > 0) return { media: mediaOf(kinds), step };
      }
      return { media, step: memory.taps >= TAPS ? "reload" : "stuck" };
  }
}

/** While the page tries by itself, the button stays: one that comes and goes is hard to press. */
function isTrying(phase: Phase): boolean {
  return ["recovering", "retrying", "checking"].includes(phase);
}

function mediaOf(lost: readonly Kind[]): ShownInterruption["media"] {
  if (lost.length === 2) return "both";
  return lost[0] ?? "playback";
}
