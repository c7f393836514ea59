import { type Instant, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import type {
  EventType,
  InterruptionEffect,
  InterruptionState,
  InterruptionStep,
  Phase,
} from "./interruption.ts";
import { type Memory, ofBoth } from "./interruption_memory.ts";
import {
  confirmHeld,
  doubtedOf,
  giveUp,
  lostOf,
  toCapture,
} from "./interruption_rules.ts";

/** A mute at the start of a capture that is shorter is no interruption. */
export const SHORT_MUTE = SECOND;
/** For the first frame and the first sound after a return. */
export const CHECK_FOR = 1.5 * SECOND;
/** The first capture after Siri can fail (WebKit PR 2736). */
export const RETRY_AFTER = SECOND;
/** Automatic attempts before a person is asked: one, and one retry. */
export const MAX_TRIES = 2;
/** Between later attempts, and after a tap while the system holds a device. */
export const AGAIN_AFTER = 10 * SECOND;
/** A page that forgets to end its own interruption must not hide others forever. */
export const OWN_AT_MOST = 5 * MINUTE;

/**
 * - `stay`: only what is remembered changes.
 * - `judge`: the phase follows from what is remembered.
 * - `return`: the same, and what is shown is played again.
 * - `play`: only that.
 * - `restore`: everything at once, inside the tap.
 * - `confirm`: what is muted for this long is lost.
 * - `give_up`: what has not flowed by now is lost.
 * - `again`: a failed attempt is repeated once, later.
 * - `insist`: what is lost is captured again, without a word.
 * - `expire`: the page's own interruption is over.
 */
type Move = keyof typeof MOVES;

type Row = Readonly<Record<EventType, Move>>;

/** Where nothing is in progress, every event is judged. */
const JUDGES: Row = {
  captured: "judge",
  switched: "judge",
  lost: "judge",
  unmuted: "judge",
  connected: "judge",
  flows: "judge",
  sound_paused: "judge",
  playback_stalled: "play",
  playing: "judge",
  picture_shown: "judge",
  hidden: "judge",
  visible: "return",
  done: "stay",
  failed: "stay",
  tapped: "restore",
  own_began: "judge",
  own_over: "judge",
  time: "stay",
  released: "judge",
};

/** While an attempt runs, everything waits for its result. */
const WAITS: Row = {
  ...JUDGES,
  captured: "stay",
  switched: "stay",
  lost: "stay",
  unmuted: "stay",
  connected: "stay",
  flows: "stay",
  sound_paused: "stay",
  playing: "stay",
  picture_shown: "stay",
  hidden: "stay",
  visible: "stay",
  own_began: "stay",
  own_over: "stay",
  // A tap during the attempt is used for what needs one.
  tapped: "play",
  done: "judge",
  failed: "again",
};

/** Every phase has a move for every event. */
const TABLE: Readonly<Record<Phase, Row>> = {
  flowing: JUDGES,
  suspected: { ...JUDGES, time: "confirm" },
  checking: { ...JUDGES, time: "give_up" },
  // Nothing can be recovered in the background.
  hidden: { ...JUDGES, playback_stalled: "stay", tapped: "stay" },
  taken: { ...JUDGES, time: "insist" },
  recovering: WAITS,
  retrying: {
    ...JUDGES,
    lost: "stay",
    captured: "stay",
    flows: "stay",
    playing: "stay",
    picture_shown: "stay",
    sound_paused: "stay",
    time: "judge",
  },
  stuck: { ...JUDGES, unmuted: "return", time: "insist" },
  own: { ...JUDGES, playback_stalled: "stay", tapped: "play", time: "expire" },
};

/** Applies the table's move. */
export function move(
  { phase, memory }: InterruptionState,
  event: EventType,
  now: Instant,
): InterruptionStep {
  return MOVES[TABLE[phase][event]]({ phase, memory, now });
}

interface At extends InterruptionState {
  readonly now: Instant;
}

const MOVES = {
  stay: ({ phase, memory }: At) => ({ next: { phase, memory }, effects: [] }),
  judge,
  // The system gives devices back: the attempts count from here.
  return: (at: At) =>
    and({ do: "play" }, judgeWith(at, { tries: 0, unasked: false })),
  play: ({ phase, memory }: At) => ({
    next: { phase, memory },
    effects: [{ do: "play" }],
  }),
  restore,
  confirm: (at: At) => judgeWith(at, confirmHeld(at.memory)),
  give_up: (at: At) => judgeWith(at, giveUp(at.memory, believes(at.memory))),
  again,
  insist,
  expire: (at: At) => judgeWith(at, { own: false }),
} as const satisfies Readonly<Record<string, (at: At) => InterruptionStep>>;

function and(
  effect: InterruptionEffect,
  { next, effects }: InterruptionStep,
): InterruptionStep {
  const covered = effects.some((one) => one.do === "recover");
  return { next, effects: covered ? effects : [effect, ...effects] };
}

function judgeWith(at: At, change: Partial<Memory>): InterruptionStep {
  return judge({ ...at, memory: { ...at.memory, ...change } });
}

/** The phase that follows from what is remembered. */
function judge(at: At): InterruptionStep {
  const { memory } = at;
  if (memory.own) {
    return enter(at, "own", { do: "wait", ms: OWN_AT_MOST });
  }
  if (memory.hidden) return enter(at, "hidden");
  const lost = lostOf(memory);
  if (lost.length > 0) {
    if (lost.some((kind) => memory[kind].held)) return enter(at, "taken");
    return mayRecover(memory) ? recover(at) : stick(at);
  }
  if (ofBoth(memory, ({ off, held }) => !off && held).length > 0) {
    return enter(at, "suspected", { do: "wait", ms: SHORT_MUTE });
  }
  if (doubtedOf(memory).length > 0) {
    return enter(at, "checking", { do: "wait", ms: CHECK_FOR });
  }
  return memory.needsTap ? stick(at) : enter(at, "flowing");
}

/** Waits for a tap. A phone may also let go without a word. */
function stick(at: At): InterruptionStep {
  return at.memory.isPhone
    ? enter(at, "stuck", { do: "wait", ms: AGAIN_AFTER })
    : enter(at, "stuck");
}

function believes({ taps, tries }: Memory): boolean {
  return taps > 0 && tries >= MAX_TRIES;
}

/**
 * On a computer a track that ended was stopped by the person, in the browser's
 * own controls, or by another program: asking again needs a tap.
 */
function mayRecover(memory: Memory): boolean {
  if (memory.tries >= MAX_TRIES) return false;
  return memory.isPhone ||
    lostOf(memory).every((kind) => memory[kind].gone);
}

/** A failed attempt is repeated once; in the background, on return. */
function again(at: At): InterruptionStep {
  const { tries, hidden, own } = at.memory;
  return tries >= MAX_TRIES || hidden || own
    ? judge(at)
    : enter(at, "retrying", { do: "wait", ms: RETRY_AFTER });
}

/** Without a prompt: what was denied waits for the person. */
function insist(at: At): InterruptionStep {
  const { memory } = at;
  const lost = lostOf(memory);
  const isDenied = lost.some((kind) => memory[kind].problem === "denied");
  return isDenied || lost.length === 0
    ? andAgain(at)
    : recover({ ...at, memory: { ...memory, unasked: true } });
}

function andAgain(
  { phase, memory }: At,
  ...effects: InterruptionEffect[]
): InterruptionStep {
  return {
    next: { phase, memory },
    effects: [...effects, { do: "wait", ms: AGAIN_AFTER }],
  };
}

/** A tap also plays what the browser did not play without one. */
function restore(at: At): InterruptionStep {
  const { phase, memory } = at;
  // A phone that holds a device lets go with `unmute`. A capture would fail
  // now, and end the track that tells it.
  if (phase === "taken" && memory.isPhone) return andAgain(at, { do: "play" });
  return toCapture(memory).length > 0
    ? recover(at)
    : { next: { phase, memory }, effects: [{ do: "play" }] };
}

/** Captures again what is lost. */
function recover(at: At): InterruptionStep {
  const { memory } = at;
  const kinds = toCapture(memory);
  return enter(
    { ...at, memory: { ...memory, tries: memory.tries + 1 } },
    "recovering",
    { do: "recover", kinds },
  );
}

const INTERRUPTED: Readonly<Record<Phase, boolean>> = {
  flowing: false,
  suspected: false,
  checking: false,
  hidden: true,
  taken: true,
  recovering: true,
  retrying: true,
  stuck: true,
  own: false,
};

function enter(
  { phase: before, memory, now }: At,
  phase: Phase,
  ...effects: InterruptionEffect[]
): InterruptionStep {
  // A wait goes on while its phase does.
  const due = effects.filter((one) => one.do !== "wait" || phase !== before);
  return {
    next: { phase, memory: tell({ phase, memory, now }) },
    effects: due,
  };
}

/** The beginning is remembered until everything flows. */
function tell({ phase, memory, now }: At): Memory {
  if (phase === "flowing") {
    return {
      ...memory,
      began: null,
      quiet: false,
      tries: 0,
      taps: 0,
      unasked: false,
    };
  }
  if (phase === "stuck") {
    return { ...memory, quiet: false, began: memory.began ?? now };
  }
  const begins = INTERRUPTED[phase] && !memory.quiet;
  return begins ? { ...memory, began: memory.began ?? now } : memory;
}
