/** Deno KV as it is on a bad day. Only what the adapters call is here. */

/** Applies every write that `loses` picks, and then says that it was refused. */
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

/** Refuses every write, and applies none: another was faster. */
export function alwaysBeaten(kv: Deno.Kv): Deno.Kv {
  return withAtomic(kv, (operation) => {
    operation.commit = () => Promise.resolve({ ok: false });
  });
}

/** Lets no write and no read come to an end, as KV Connect does when its store is down. */
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

/** Sees and counts each watch that is opened. */
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
 * What happens to a process at one of its steps: each write of the store is one,
 * and whatever else is counted with `step`.
 *
 * - `before`, `after`: it dies before or after the step takes effect; nothing
 *   that it does later has an effect, and nothing is heard of it.
 * - `unheard`: the step takes effect, and the process goes on, told that it did not.
 */
export class Fate {
  steps = 0;
  dead = false;
  /** Counts only while the work goes on that is to be disturbed. */
  watching = false;

  constructor(
    readonly at: number,
    readonly how: "before" | "after" | "unheard",
  ) {}

  /** Takes a step; says whether its answer arrives. */
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

  /** The dead read nothing either. */
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

/** A watch that is open and never says anything, as across processes on one file. */
export function deafWatches(kv: Deno.Kv): Deno.Kv {
  return instead(kv, { watch: () => new ReadableStream() });
}

/** Reads one by one tell what was, while the watch tells what is. */
export function latePolls(
  kv: Deno.Kv,
  old: Deno.KvEntryMaybe<unknown>,
): Deno.Kv {
  return instead(kv, { get: () => Promise.resolve(old) });
}

/** A watch that breaks as soon as it is read. */
export function brokenWatches(kv: Deno.Kv): Deno.Kv {
  return instead(kv, {
    watch: () =>
      new ReadableStream({
        start: (controller) => controller.error(new Error("broken")),
      }),
  });
}

function withAtomic(
  kv: Deno.Kv,
  change: (operation: Deno.AtomicOperation) => void,
): Deno.Kv {
  return instead(kv, {
    atomic() {
      const operation = kv.atomic();
      change(operation);
      return operation;
    },
  });
}

/** A KV whose own methods are called on itself: it has private fields. */
function instead(kv: Deno.Kv, methods: Record<string, unknown>): Deno.Kv {
  return new Proxy(kv, {
    get(target, name) {
      if (typeof name === "string" && name in methods) return methods[name];
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
