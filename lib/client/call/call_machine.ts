import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import { type Failure, isPassing } from "@/lib/client/page/api.ts";
import { isFinal } from "@/lib/client/page/failure_kinds.ts";
import { callError } from "./call_errors.ts";
import { callErrors } from "@/words/call_errors.ts";

/**
 * The call as a state machine, the only owner of connecting. At most one
 * connect is in progress, automatic attempts are bounded, and a page that lost
 * its place to a newer tab never takes it back by itself (two pages would
 * disconnect each other endlessly).
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
  /** Between two of our attempts. */
  | {
    readonly is: "rejoining";
    readonly tries: number;
    readonly sentence: string;
  }
  | { readonly is: "elsewhere" }
  /** `tired`: gave up after many tries, or without a session, and tries again if something changes. */
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
  /** The network is back, or the page is in front again. */
  | { readonly type: "woken" }
  /** The page is being left; it may come back. */
  | { readonly type: "left" }
  /** It came back. Unlike `join`, no person asked for this. */
  | { readonly type: "returned" };

export type CallEffect =
  /** Fetch a fresh token and connect. */
  | { readonly do: "connect" }
  /** Call back with `wait_over` after this long. */
  | { readonly do: "wait"; readonly ms: number }
  /** Drops the room, an attempt in progress and a wait. */
  | { readonly do: "drop" };

export interface CallTransition {
  readonly next: CallState;
  readonly effects: readonly CallEffect[];
}

/** Automatic attempts before a person is asked. */
export const MAX_TRIES = 7;
/** The same for refused tokens: if two fresh ones are refused, more will not help. */
export const MAX_RENEWALS = 2;
/** A call that lasted this long counts as stable, and its tries are reset. */
export const STABLE_AFTER = 30 * SECOND;
const FIRST_WAIT = 0.5 * SECOND;
const LONGEST_WAIT = 8 * SECOND;

export const IDLE: CallState = { is: "idle" };

/** Decides the next state and its effects; pure. */
export function step(
  from: CallState,
  event: CallEvent,
  { now, random }: {
    readonly now: Instant;
    /** In [0, 1), for jitter. */
    readonly random: number;
  },
): CallTransition {
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
        ? refused(event.failure, { tries: from.tries, random })
        : stay(from);
    case "join_failed":
      return from.is === "joining"
        ? lost(event.code, { tries: from.tries, random })
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
      return lost(event.code, { tries: stable ? 0 : from.tries, random });
    }
  }
}

const DROP: CallEffect = { do: "drop" };

function to(next: CallState, ...effects: CallEffect[]): CallTransition {
  return { next, effects };
}

function stay(from: CallState): CallTransition {
  return { next: from, effects: [] };
}

/** Returns whether there is a connection, or one in progress. */
function isOpen({ is }: CallState): boolean {
  return is === "joining" || is === "connected" || is === "reconnecting" ||
    is === "rejoining";
}

/** A person may request anything but a second connection, or one to a consultation that has ended. */
function canJoin(from: CallState): boolean {
  return from.is === "rejoining" || !isOpen(from) && from.is !== "ended";
}

function connect(tries: number): CallTransition {
  return to({ is: "joining", tries }, DROP, { do: "connect" });
}

/** The inputs of the next attempt's delay. */
interface Tried {
  /** Automatic attempts made so far. */
  readonly tries: number;
  /** In [0, 1), for jitter. */
  readonly random: number;
}

function lost(code: number | null, tried: Tried): CallTransition {
  const { then, sentence } = callError(code);
  switch (then) {
    case "ended":
      return to({ is: "ended" }, DROP);
    case "elsewhere":
      return to({ is: "elsewhere" }, DROP);
    case "give_up":
      return to({ is: "failed", tired: false, sentence }, DROP);
    case "renew":
      return tried.tries >= MAX_RENEWALS
        ? to({
          is: "failed",
          tired: true,
          sentence: callErrors.clock,
        }, DROP)
        : again(sentence, tried);
    case "again":
      return again(sentence, tried);
  }
}

function refused(failure: Failure, tried: Tried): CallTransition {
  switch (failure.code) {
    case "consultation_ended":
      return to({ is: "ended" }, DROP);
    case "opened_elsewhere":
      return to({ is: "elsewhere" }, DROP);
    case "room_not_ready":
      // The room is being created: this does not count as a failed attempt.
      return to(
        { is: "rejoining", tries: tried.tries, sentence: failure.message },
        { do: "wait", ms: failure.retryAfterMs ?? SECOND },
      );
    default:
      return isPassing(failure)
        ? again(failure.message, { ...tried, atLeast: failure.retryAfterMs })
        : to({
          is: "failed",
          tired: isFinal(failure),
          sentence: failure.message,
        }, DROP);
  }
}

function again(
  sentence: string,
  { tries, random, atLeast = 0 }: Tried & {
    /** The shortest delay that the server allows, in milliseconds. */
    readonly atLeast?: number | undefined;
  },
): CallTransition {
  if (tries >= MAX_TRIES) {
    return to({
      is: "failed",
      tired: true,
      sentence: callErrors.gaveUp,
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
