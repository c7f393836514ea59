import { MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import type { Changes, Topic } from "@/lib/ports/mod.ts";
import { keys } from "./keys.ts";

export interface ChangesOptions {
  /** How often to poll, for what the watch cannot see: another process, a stalled stream. */
  readonly pollMs?: number;
  /** How often to reopen the watch: a long-lived remote one reconnects more and more slowly. */
  readonly recycleMs?: number;
}

export interface WatchedChanges extends Changes {
  /** Stops every watch, at the end of the process. */
  close(): void;
}

/**
 * Watches pulse keys: one `kv.watch` per topic, shared by all subscribers in
 * this process. `kv.watch` delivers only the newest state and does not see
 * other processes on the same SQLite file, hence the polling.
 */
export function createChanges(
  kv: Deno.Kv,
  { pollMs = 4 * SECOND, recycleMs = MINUTE }: ChangesOptions = {},
): WatchedChanges {
  const watches = new Map<string, Watch>();
  return {
    subscribe(topic, onChange) {
      const name = nameOf(topic);
      let watch = watches.get(name);
      if (!watch) {
        watch = new Watch(kv, { key: keys.pulse(topic), pollMs, recycleMs });
        watches.set(name, watch);
      }
      const joined = watch;
      const undo = joined.add(onChange);
      return () => {
        undo();
        if (joined.idle && watches.get(name) === joined) {
          joined.stop();
          watches.delete(name);
        }
      };
    },
    close() {
      for (const watch of watches.values()) watch.stop();
      watches.clear();
    },
  };
}

function nameOf(topic: Topic): string {
  return keys.pulse(topic).join(" ");
}

class Watch {
  readonly #listeners = new Set<() => void>();
  readonly #timers: ReturnType<typeof setInterval>[];
  #seen: string | null | undefined;
  #reader: ReadableStreamDefaultReader<unknown> | null = null;
  #stopped = false;
  #endPause = () => {};

  readonly #kv: Deno.Kv;
  readonly #key: Deno.KvKey;

  constructor(
    kv: Deno.Kv,
    { key, pollMs, recycleMs }: Required<ChangesOptions> & {
      readonly key: Deno.KvKey;
    },
  ) {
    this.#kv = kv;
    this.#key = key;
    this.#timers = [
      setInterval(() => void this.#poll(), pollMs),
      setInterval(() => void this.#reader?.cancel().catch(() => {}), recycleMs),
    ];
    void this.#follow();
  }

  get idle(): boolean {
    return this.#listeners.size === 0;
  }

  /** Wrapped, so that the same function may subscribe twice. */
  add(onChange: () => void): () => void {
    const listener = () => onChange();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop() {
    this.#stopped = true;
    this.#timers.forEach((timer) => clearInterval(timer));
    this.#endPause();
    void this.#reader?.cancel().catch(() => {});
  }

  async #follow() {
    for (let failures = 0; !this.#stopped;) {
      try {
        this.#reader = this.#kv.watch([this.#key]).getReader();
        for (;;) {
          const { done, value } = await this.#reader.read();
          if (done || this.#stopped) break;
          failures = 0;
          const [entry] = value as [Deno.KvEntryMaybe<unknown>];
          this.#look(entry.versionstamp);
        }
      } catch {
        if (this.#stopped) return;
        failures++;
        await this.#pause(Math.min(2 * SECOND, 100 * 2 ** failures));
      }
    }
  }

  /** Interrupted by the stop, so that no timer outlives the watch. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #poll() {
    try {
      this.#look((await this.#kv.get(this.#key)).versionstamp);
    } catch {
      // The next poll may succeed.
    }
  }

  /**
   * The first value counts as a change too: something may have changed between
   * a subscriber's own read and the opening of the watch.
   */
  #look(versionstamp: string | null) {
    const older = this.#seen !== undefined && this.#seen !== null &&
      versionstamp !== null && versionstamp <= this.#seen;
    if (this.#stopped || older || versionstamp === this.#seen) return;
    this.#seen = versionstamp;
    for (const listener of [...this.#listeners]) listener();
  }
}
