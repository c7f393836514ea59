import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import type {
  CaptureProblems,
  InterruptionEvent,
  InterruptionState,
  Phase,
} from "./interruption.ts";

/** What is remembered about the camera or the microphone. */
export interface DeviceMemory {
  /** The person has switched it off, or there is none. */
  readonly off: boolean;
  /**
   * `doubted`: something happened that often takes devices away. `lost`: a sign
   * of it was seen; only a fresh capture is trusted again.
   */
  readonly trust: "trusted" | "doubted" | "lost";
  /** The system has muted it, now. */
  readonly held: boolean;
  /** It was unplugged, and there is another one. */
  readonly gone: boolean;
  /** Why the last capture failed, or the next one would; null if nothing is known. */
  readonly problem: DeviceProblem | null;
  readonly capturedAt: Instant;
  /** Whether this capture has been seen to flow. */
  readonly flowed: boolean;
  /**
   * Whether any capture has, and it did not become silent by itself, as with a
   * headset's own switch: only then a fresh one that does not flow is dead.
   */
  readonly measurable: boolean;
}

export interface Memory {
  readonly isPhone: boolean;
  readonly audio: DeviceMemory;
  readonly video: DeviceMemory;
  readonly hidden: boolean;
  readonly own: boolean;
  /** Our own picture is not shown, for example because it is not sent: frames cannot be counted. */
  readonly blind: boolean;
  /** The AudioContext does not run: sound cannot be measured. */
  readonly deaf: boolean;
  /** Captured again, and the browser plays only after a tap. */
  readonly needsTap: boolean;
  /** Attempts since the last tap or return. */
  readonly tries: number;
  readonly taps: number;
  /** Not worth a word to anyone: nothing but silence, or the page's own doing. */
  readonly quiet: boolean;
  /** The attempt is one of those that the page makes from time to time while it waits for a tap. */
  readonly unasked: boolean;
  /** When the interruption began, which is remembered whatever the tracks say. */
  readonly began: Instant | null;
}

const UNKNOWN: DeviceMemory = {
  off: false,
  trust: "trusted",
  held: false,
  gone: false,
  problem: null,
  capturedAt: -Infinity,
  flowed: false,
  measurable: false,
};

export const INITIAL: Memory = {
  isPhone: false,
  audio: UNKNOWN,
  video: UNKNOWN,
  hidden: false,
  own: false,
  blind: false,
  deaf: false,
  needsTap: false,
  tries: 0,
  taps: 0,
  quiet: false,
  unasked: false,
  began: null,
};

/** A mute this soon after the start of a capture may be a part of it. */
const STARTUP = 3 * SECOND;

/** Phases in which a tap is an attempt to recover. While the system holds a device, none can help. */
const ASKS: Readonly<Partial<Record<Phase, true>>> = {
  checking: true,
  retrying: true,
  stuck: true,
};

/** The kinds of which this holds. */
export function ofBoth(
  memory: Memory,
  holds: (device: DeviceMemory) => boolean,
): readonly Kind[] {
  return (["audio", "video"] as const).filter((kind) => holds(memory[kind]));
}

/** Everything is remembered, in every phase; what follows from it is in the table. */
export function remember(
  { phase, memory }: InterruptionState,
  event: InterruptionEvent,
  now: Instant,
): Memory {
  const device = (kind: Kind, change: Partial<DeviceMemory>): Memory => ({
    ...memory,
    [kind]: { ...memory[kind], ...change },
  });
  switch (event.type) {
    case "captured": {
      const { kind } = event;
      // After an interruption a fresh capture may be dead too.
      const doubted = memory.began !== null && memory[kind].measurable &&
        !(kind === "audio" && memory.deaf);
      return device(kind, {
        trust: doubted ? "doubted" : "trusted",
        held: false,
        gone: false,
        problem: null,
        capturedAt: now,
        flowed: false,
      });
    }
    case "switched":
      return device(event.kind, { off: !event.on });
    case "lost":
      return lost(memory, event, now);
    case "unmuted":
      return device(event.kind, {
        held: false,
        // A computer does not lie about it.
        ...memory.isPhone ? {} : { trust: "trusted" },
      });
    case "connected":
      return {
        ...device(event.kind, { gone: true, problem: null }),
        tries: 0,
        taps: 0,
      };
    case "flows": {
      const { trust } = memory[event.kind];
      const seen = device(event.kind, {
        flowed: true,
        measurable: true,
        trust: trust === "doubted" ? "trusted" : trust,
      });
      return event.kind === "audio" ? { ...seen, deaf: false } : seen;
    }
    case "sound_paused":
      return { ...memory.isPhone ? doubtAll(memory) : memory, deaf: true };
    case "playing":
      return { ...memory, needsTap: false, deaf: false };
    case "hidden":
      return { ...doubtAll(memory), hidden: true, quiet: memory.own };
    case "picture_shown":
      return { ...memory, blind: !event.yes };
    case "visible":
      return { ...memory, hidden: false, tries: 0, unasked: false };
    case "done":
      return {
        ...memory,
        needsTap: !event.playing,
        deaf: memory.deaf && !event.playing,
      };
    case "failed":
      return failed(memory, event.problems);
    case "tapped":
      return {
        ...memory,
        tries: 0,
        unasked: false,
        taps: ASKS[phase] ? memory.taps + 1 : memory.taps,
        quiet: false,
      };
    case "own_began":
      return { ...memory, own: true, quiet: true };
    case "own_over":
      return { ...memory, own: false };
    case "released":
      return { ...INITIAL, isPhone: memory.isPhone };
    case "playback_stalled":
    case "time":
      return memory;
  }
}

/** Also a muted microphone: it stays captured, and is checked once it is on. A camera that is off is not. */
function doubtAll(memory: Memory): Memory {
  const next = (one: DeviceMemory): DeviceMemory =>
    one.trust === "trusted" ? { ...one, trust: "doubted" } : one;
  const { audio, video } = memory;
  return {
    ...memory,
    audio: next(audio),
    video: video.off ? video : next(video),
  };
}

function failed(memory: Memory, problems: CaptureProblems): Memory {
  const next = (kind: Kind): DeviceMemory => {
    const { [kind]: problem } = problems;
    return problem ? { ...memory[kind], problem } : memory[kind];
  };
  return { ...memory, audio: next("audio"), video: next("video") };
}

function lost(
  memory: Memory,
  { kind, by }: Extract<InterruptionEvent, { type: "lost" }>,
  now: Instant,
): Memory {
  const before = memory[kind];
  const change = (next: Partial<DeviceMemory>, quiet: boolean): Memory => ({
    ...memory,
    quiet: memory.began === null && (memory.own || quiet),
    [kind]: { ...before, ...next },
  });
  switch (by) {
    case "muted": {
      const starting = now - before.capturedAt < STARTUP;
      return change(
        { held: true, ...starting ? {} : { trust: "lost" } },
        starting && memory.quiet,
      );
    }
    case "ended":
    case "gone":
    case "missing":
      return change(
        {
          trust: "lost",
          held: false,
          gone: by === "gone",
          problem: by === "missing" ? by : null,
        },
        false,
      );
    case "stalled":
    case "silent": {
      // A camera behind a cover, a headset's own switch, a broken measurement:
      // what never flowed has not stopped.
      if (!before.flowed || before.off || before.trust === "lost") {
        return memory;
      }
      const quiet = by === "silent" && memory.began === null &&
        memory[other(kind)].trust !== "lost";
      return change(
        { trust: "lost", ...quiet ? { measurable: false } : {} },
        quiet,
      );
    }
  }
}

function other(kind: Kind): Kind {
  return kind === "audio" ? "video" : "audio";
}
