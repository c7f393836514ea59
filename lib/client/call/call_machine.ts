import { type Instant, SECOND } from "@/lib/domain/instant.ts";
import { type Failure, isPassing } from "./api.ts";
import { callError } from "./call_errors.ts";

/**
 * The call as a machine: the one owner of connecting. Whatever happens, at most
 * one connect is under way, automatic attempts are bounded, and a page that
 * lost its place to a newer tab never takes it back by itself (two pages would
 * throw each other out for ever).
 */
export type CallState =
  | { readonly is: "idle" }
  /** `tries`: automatic attempts made since the call was last stable. */
  | { readonly is: "joining"; readonly tries: number }
  | {
    readonly is: "connected";
    readonly tries: number;
    readonly since: Instant;
  }
  /** The SDK reconnects by itself. */
  | {
    readonly is: "reconnecting";
    readonly tries: number;
    readonly since: Instant;
  }
  /** Between two attempts of ours. */
  | {
    readonly is: "rejoining";
    readonly tries: number;
    readonly sentence: string;
  }
  | { readonly is: "elsewhere" }
  /** `tired`: gave up after many tries, and would try again if something changed. */
  | {
    readonly is: "failed";
    readonly tired: boolean;
    readonly sentence: string;
  }
  | { readonly is: "ended" };

export type CallEvent =
  /** The page, or a person who presses "Rejoin" or "Use this tab instead". */
  | { readonly type: "join" }
  | { readonly type: "refused"; readonly failure: Failure }
  | { readonly type: "joined" }
  /** `code` is Twilio's, or null for any other error. */
  | { readonly type: "join_failed"; readonly code: number | null }
  | { readonly type: "reconnecting" }
  | { readonly type: "reconnected" }
  | { readonly type: "disconnected"; readonly code: number | null }
  | { readonly type: "wait_over" }
  /** There is a network again, or the page is in front again. */
  | { readonly type: "woken" }
  /** The page is being left; it may come back. */
  | { readonly type: "left" }
  /** It came back. Unlike `join`, this is not a person's wish. */
  | { readonly type: "returned" };

export type CallEffect =
  /** Fetch a fresh token and connect. */
  | { readonly do: "connect" }
  /** Call back with `wait_over` after this long. */
  | { readonly do: "wait"; readonly ms: number }
  /** Drop the room, an attempt under way and a wait. */
  | { readonly do: "drop" };

export interface Step {
  readonly next: CallState;
  readonly effects: readonly CallEffect[];
}

/** Automatic attempts before a person is asked. */
export const MAX_TRIES = 7;
/** The same for passes that are refused: the second fresh one will not fare better. */
export const MAX_RENEWALS = 2;
/** A call that held this long counts as stable, and its tries are forgotten. */
export const STABLE_AFTER = 30 * SECOND;
const FIRST_WAIT = 0.5 * SECOND;
const LONGEST_WAIT = 8 * SECOND;

export const IDLE: CallState = { is: "idle" };

/** Decides, purely, what an event does. @param random in [0, 1), for jitter */
export function step(
  from: CallState,
  event: CallEvent,
  now: Instant,
  random: number,
): Step {
  switch (event.type) {
    case "left":
      return isOpen(from) ? to(IDLE, DROP) : stay(from);
    case "returned":
      return from.is === "idle" ? connect(0) : stay(from);
    case "join":
      return canJoin(from) ? connect(0) : stay(from);
    case "wait_over":
      return from.is === "rejoining" ? connect(from.tries) : stay(from);
    case "woken":
      if (from.is === "rejoining") return connect(from.tries);
      return from.is === "failed" && from.tired ? connect(0) : stay(from);
    case "joined":
      return from.is === "joining"
        ? to({ is: "connected", tries: from.tries, since: now })
        : stay(from);
    case "refused":
      return from.is === "joining"
        ? refused(from.tries, event.failure, random)
        : stay(from);
    case "join_failed":
      return from.is === "joining"
        ? lost(from.tries, event.code, random)
        : stay(from);
    case "reconnecting":
      return from.is === "connected"
        ? to({ ...from, is: "reconnecting" })
        : stay(from);
    case "reconnected":
      return from.is === "reconnecting"
        ? to({ ...from, is: "connected" })
        : stay(from);
    case "disconnected": {
      if (from.is !== "connected" && from.is !== "reconnecting") {
        return stay(from);
      }
      const stable = now - from.since >= STABLE_AFTER;
      return lost(stable ? 0 : from.tries, event.code, random);
    }
  }
}

const DROP: CallEffect = { do: "drop" };

function to(next: CallState, ...effects: CallEffect[]): Step {
  return { next, effects };
}

function stay(from: CallState): Step {
  return { next: from, effects: [] };
}

/** Is there a connection, or one on its way? */
function isOpen({ is }: CallState): boolean {
  return is === "joining" || is === "connected" || is === "reconnecting" ||
    is === "rejoining";
}

/** What a person may ask for: anything but a second connection, or one to what has ended. */
function canJoin(from: CallState): boolean {
  return from.is === "rejoining" || !isOpen(from) && from.is !== "ended";
}

function connect(tries: number): Step {
  return to({ is: "joining", tries }, DROP, { do: "connect" });
}

function lost(tries: number, code: number | null, random: number): Step {
  const { then, sentence } = callError(code);
  switch (then) {
    case "ended":
      return to({ is: "ended" }, DROP);
    case "elsewhere":
      return to({ is: "elsewhere" }, DROP);
    case "give_up":
      return to({ is: "failed", tired: false, sentence }, DROP);
    case "renew":
      return tries >= MAX_RENEWALS
        ? to({
          is: "failed",
          tired: true,
          sentence:
            "Your pass for this call is not accepted. Check your device’s clock, then rejoin.",
        }, DROP)
        : again(tries, sentence, random);
    case "again":
      return again(tries, sentence, random);
  }
}

function refused(tries: number, failure: Failure, random: number): Step {
  switch (failure.code) {
    case "consultation_ended":
      return to({ is: "ended" }, DROP);
    case "opened_elsewhere":
      return to({ is: "elsewhere" }, DROP);
    case "room_not_ready":
      // The room is being made: that is no failed attempt.
      return to(
        { is: "rejoining", tries, sentence: failure.message },
        { do: "wait", ms: failure.retryAfterMs ?? SECOND },
      );
    default:
      return isPassing(failure)
        ? again(tries, failure.message, random, failure.retryAfterMs)
        : to({ is: "failed", tired: false, sentence: failure.message }, DROP);
  }
}

function again(
  tries: number,
  sentence: string,
  random: number,
  atLeast = 0,
): Step {
  if (tries >= MAX_TRIES) {
    return to({
      is: "failed",
      tired: true,
      sentence: "We could not connect you. Check your network, then rejoin.",
    }, DROP);
  }
  const ceiling = Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT);
  const ms = Math.max(atLeast, ceiling * (0.5 + random / 2));
  return to(
    { is: "rejoining", tries: tries + 1, sentence },
    DROP,
    { do: "wait", ms },
  );
}
