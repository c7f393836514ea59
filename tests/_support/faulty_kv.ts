/** A faulty Deno KV. Implements only what the adapters call. */
import { PATIENCE } from "./patience.ts";
import {
  aroundCalls,
  aroundWrites,
  instead,
  withAtomic,
} from "./wrapped_kv.ts";
import { requestTime } from "@/lib/adapters/kv/request_time.ts";

/** Applies every write that `loses` selects, then reports that it was refused. */
export function losingAnswers(
  kv: Deno.Kv,
  loses: (count: number) => boolean,
): Deno.Kv {
  let count = 0;
  return withAtomic(kv, (operation) => {
    const commit = operation.commit.bind(operation);
    operation.commit = async () => {
      const result = await commit();
      return result.ok && loses(++count) ? { ok: false } : result;
    };
  });
}

/** Refuses every write without applying it, as if another writer had won. */
export function alwaysBeaten(kv: Deno.Kv): Deno.Kv {
  return withAtomic(kv, (operation) => {
    operation.commit = () => Promise.resolve({ ok: false });
  });
}

/** Never completes a write or a read, like KV Connect when its store is down. */
export function hanging(kv: Deno.Kv): Deno.Kv {
  const never = () => new Promise<never>(() => {});
  const silent = withAtomic(kv, (operation) => {
    operation.commit = never;
  });
  return instead(silent, {
    get: never,
    getMany: never,
    list: () => ({
      [Symbol.asyncIterator]: () => ({ next: never }),
    }),
  });
}

/** Reads of single keys never complete while `hangs` says so. */
export function hangingWhile(kv: Deno.Kv, hangs: () => boolean): Deno.Kv {
  return instead(kv, {
    get: (key: Deno.KvKey) =>
      hangs() ? new Promise<never>(() => {}) : kv.get(key),
  });
}

/**
 * Refuses calls before they take effect, as SQLite does for a file that another
 * process locks, or on a full disk. Every call, or those that `refuses` selects
 * by their number.
 */
export function failing(
  kv: Deno.Kv,
  { message, refuses = () => true, only }: {
    readonly message: string;
    readonly refuses?: (count: number) => boolean;
    readonly only?: "writes";
  },
): Deno.Kv {
  let count = 0;
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    if (refuses(++count)) throw new TypeError(message);
    return await work();
  };
  return only === "writes"
    ? aroundWrites(kv, attempt)
    : aroundCalls(kv, attempt);
}

/** Answers each call `ms` milliseconds later; counts calls, and those that begin while no other is under way. */
export function slow(kv: Deno.Kv, ms: number): {
  readonly kv: Deno.Kv;
  readonly calls: () => number;
  readonly rounds: () => number;
  readonly reset: () => void;
  /** Changes how late it answers. */
  readonly by: (ms: number) => void;
} {
  let lateness = ms;
  let calls = 0;
  let rounds = 0;
  let underWay = 0;
  const late = async <T>(work: () => Promise<T>): Promise<T> => {
    calls++;
    if (underWay++ === 0) rounds++;
    try {
      await new Promise((done) => setTimeout(done, lateness));
      return await work();
    } finally {
      underWay--;
    }
  };
  return {
    kv: aroundCalls(kv, late),
    calls: () => calls,
    rounds: () => rounds,
    reset: () => void (rounds = 0),
    by: (ms) => void (lateness = ms),
  };
}

/** Milliseconds without a call after which no more calls follow from the last answers. */
const QUIET = 25 * PATIENCE / 60_000;

/**
 * Answers the calls of a request in rounds: all that wait, together, once no
 * more calls come. So the number of rounds is how many calls long the request
 * waits, whatever a call costs. Other calls pass.
 */
export function inRounds(kv: Deno.Kv): {
  readonly kv: Deno.Kv;
  readonly rounds: () => number;
  readonly reset: () => void;
} {
  let rounds = 0;
  let waiting: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = () => {
    rounds++;
    const now = waiting;
    waiting = [];
    for (const go of now) go();
  };
  const turn = () => {
    if (requestTime() === null) return Promise.resolve();
    clearTimeout(timer);
    timer = setTimeout(answer, QUIET);
    return new Promise<void>((go) => waiting.push(go));
  };
  return {
    kv: before(kv, turn),
    rounds: () => rounds,
    reset: () => void (rounds = 0),
  };
}

/** Counts the watches that are opened. */
export function countingWatches(kv: Deno.Kv): {
  readonly kv: Deno.Kv;
  readonly opened: () => number;
  readonly open: () => number;
} {
  let opened = 0;
  let open = 0;
  const watch = (keys: Deno.KvKey[]) => {
    opened++;
    open++;
    const reader = kv.watch(keys).getReader();
    let ended = false;
    const end = () => {
      if (!ended) open--;
      ended = true;
    };
    return new ReadableStream({
      async pull(controller) {
        const { done, value } = await reader.read();
        if (ended) return;
        if (!done) return controller.enqueue(value);
        end();
        controller.close();
      },
      async cancel() {
        end();
        await reader.cancel();
      },
    }, { highWaterMark: 0 });
  };
  return {
    kv: instead(kv, { watch }),
    opened: () => opened,
    open: () => open,
  };
}

/**
 * The fault that a process meets at one of its steps: each write of the store
 * is a step, and so is whatever else is counted with `step`.
 *
 * - `before`, `after`: it dies before or after the step takes effect; its later
 *   actions have no effect and return nothing.
 * - `unheard`: the step takes effect, but the process is told that it failed.
 */
export class Fate {
  steps = 0;
  dead = false;
  /** Counts steps only during the work under test. */
  watching = false;

  constructor(
    readonly at: number,
    readonly how: "before" | "after" | "unheard",
  ) {}

  /** Takes a step; returns whether its answer arrives. */
  async step(effect: () => Promise<unknown>): Promise<boolean> {
    this.live();
    if (!this.watching) {
      await effect();
      return true;
    }
    const mine = ++this.steps === this.at;
    if (mine && this.how === "before") this.dead = true;
    this.live();
    await effect();
    if (mine && this.how === "after") this.dead = true;
    this.live();
    return !mine;
  }

  /** A dead process cannot read either. */
  live(): void {
    if (this.dead && this.watching) throw new Error("the process is dead");
  }
}

export function fated(kv: Deno.Kv, fate: Fate): Deno.Kv {
  const dies = withAtomic(kv, (operation) => {
    const commit = operation.commit.bind(operation);
    operation.commit = async () => {
      let result: Deno.KvCommitResult | Deno.KvCommitError = { ok: false };
      const heard = await fate.step(async () => void (result = await commit()));
      return heard ? result : { ok: false };
    };
  });
  const alive = <T>(work: () => T): T => {
    fate.live();
    return work();
  };
  return instead(dies, {
    get: (...args: Parameters<Deno.Kv["get"]>) => alive(() => kv.get(...args)),
    getMany: (...args: Parameters<Deno.Kv["getMany"]>) =>
      alive(() => kv.getMany(...args)),
    list: (...args: Parameters<Deno.Kv["list"]>) =>
      alive(() => kv.list(...args)),
  });
}

/** A watch that stays open but never fires, as across processes on one file. */
export function deafWatches(kv: Deno.Kv): Deno.Kv {
  return instead(kv, { watch: () => new ReadableStream() });
}

/** Single reads return the old value while the watch returns the current one. */
export function latePolls(
  kv: Deno.Kv,
  old: Deno.KvEntryMaybe<unknown>,
): Deno.Kv {
  return instead(kv, { get: () => Promise.resolve(old) });
}

/** A watch that breaks on its first read. */
export function brokenWatches(kv: Deno.Kv): Deno.Kv {
  return instead(kv, {
    watch: () =>
      new ReadableStream({
        start: (controller) => controller.error(new Error("broken")),
      }),
  });
}

/** Waits for `turn` before each call. */
function before(kv: Deno.Kv, turn: () => Promise<void>): Deno.Kv {
  return aroundCalls(kv, async (call) => {
    await turn();
    return await call();
  });
}
