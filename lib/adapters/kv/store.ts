import { MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { StoreUnavailable } from "@/lib/ports/mod.ts";
import { DeadlineExceeded, within } from "@/lib/time/deadline.ts";
import { keys, type Range } from "./keys.ts";
import { requestTime } from "./request_time.ts";
import { unlocked } from "./locked_file.ts";
import { isOurMistake } from "./store_errors.ts";
import { Turns } from "./turns.ts";

/**
 * The result of one round of an update: its write, and the answer if that write
 * wins; an answer without a write if `write` is null; or `again`, to read
 * again.
 */
export type Decision<R> = "again" | {
  readonly write: Deno.AtomicOperation | null;
  readonly answer: R;
  /** When a lost write may not be a race: the answer, or null to decide again. */
  readonly lost?: () => Promise<R | null>;
};

/** A write in progress, for functions that add what they read. */
export interface Write {
  readonly store: Store;
  readonly operation: Deno.AtomicOperation;
}

export interface UpdateOptions {
  /** Makes ids for `commitOnce`: for writes that must not be repeated when their answer is lost. */
  readonly operationId?: () => string;
}

/** Others kept writing the same record. Nothing was written. */
export class Contention extends StoreUnavailable {}

/**
 * The bound of every update. Each lost round was another writer's success, and
 * the largest rate limit lets 60 requests write one count at the same moment.
 */
const ROUNDS = 64;

/**
 * The part of a request's time that is left when a call fails, for the page
 * that says so and shows what was typed: it reads the offer and the calendar.
 */
const TO_SAY_SO = 1 / 5;

export interface StoreOptions {
  readonly deadlineMs?: number;
  /**
   * Whether updates of one record wait for each other in this process. Only a
   * test says no, to see what two processes do.
   */
  readonly takesTurns?: boolean;
}

/**
 * Deno KV with a deadline: over KV Connect a call to a store that is down never
 * settles, and a page must still answer. All calls of one request share the
 * deadline; elsewhere each call has its own. Every failure of the store is
 * `StoreUnavailable`.
 */
export class Store {
  readonly #kv: Deno.Kv;
  readonly #deadlineMs: number;
  readonly #turns: Turns | null;

  constructor(
    kv: Deno.Kv,
    { deadlineMs = 3 * SECOND, takesTurns = true }: StoreOptions = {},
  ) {
    this.#kv = kv;
    this.#deadlineMs = deadlineMs;
    this.#turns = takesTurns ? new Turns() : null;
  }

  get<T>(key: Deno.KvKey): Promise<Deno.KvEntryMaybe<T>> {
    return this.#inTime(() => this.#kv.get<T>(key));
  }

  /** Any number of keys. One call reads ten, which is the store's limit; all calls go out at once. */
  async getMany<T>(
    wanted: readonly Deno.KvKey[],
  ): Promise<Deno.KvEntryMaybe<T>[]> {
    const calls: Promise<Deno.KvEntryMaybe<T>[]>[] = [];
    for (let at = 0; at < wanted.length; at += 10) {
      const some = wanted.slice(at, at + 10);
      calls.push(this.#inTime(() => this.#kv.getMany<T[]>(some)));
    }
    return (await Promise.all(calls)).flat();
  }

  list<T>(
    range: Range,
    options?: Deno.KvListOptions,
  ): Promise<Deno.KvEntry<T>[]> {
    return this.#inTime(() =>
      Array.fromAsync(this.#kv.list<T>(range, options))
    );
  }

  atomic(): Deno.AtomicOperation {
    return this.#kv.atomic();
  }

  commit(
    operation: Deno.AtomicOperation,
  ): Promise<Deno.KvCommitResult | Deno.KvCommitError> {
    return this.#inTime(() => operation.commit());
  }

  /**
   * Commits under an operation id. `ok: false` can also mean that the write was
   * applied and its answer was lost (the client's own retry then fails its
   * checks), so a refusal only counts if the operation left no trace.
   */
  async commitOnce(
    operation: Deno.AtomicOperation,
    operationId: string,
  ): Promise<boolean> {
    return await this.commitOnceAt(operation, operationId) !== null;
  }

  /** The same, but returns the versionstamp of every key that it wrote, or null if it was refused. */
  async commitOnceAt(
    operation: Deno.AtomicOperation,
    operationId: string,
  ): Promise<string | null> {
    const key = keys.operation(operationId);
    operation.set(key, true, { expireIn: 10 * MINUTE });
    const result = await this.commit(operation);
    if (result.ok) return result.versionstamp;
    return (await this.get(key)).versionstamp;
  }

  /**
   * Reads one record, decides, and writes on the condition that nobody has
   * written the record in between; otherwise it decides again on the new
   * record. Updates of one record in this process take turns: twenty at one
   * moment would otherwise lose 190 rounds to each other.
   *
   * @param decide adds its writes to an operation that already has the
   * condition
   * @throws Contention
   */
  update<T, R>(
    key: Deno.KvKey,
    decide: (
      entry: Deno.KvEntryMaybe<T>,
      operation: Deno.AtomicOperation,
    ) => Decision<R> | Promise<Decision<R>>,
    options: UpdateOptions = {},
  ): Promise<R> {
    const work = () =>
      this.retry(async () => {
        const entry = await this.get<T>(key);
        return await decide(entry, this.atomic().check(entry));
      }, options);
    return this.#turns?.take(key, work) ?? work();
  }

  /** The same for a decision that reads by itself and sets its own conditions. */
  async retry<R>(
    decide: () => Promise<Decision<R>>,
    { operationId }: UpdateOptions = {},
  ): Promise<R> {
    for (let round = 0; round < ROUNDS; round++) {
      const decision = await decide();
      if (decision === "again") continue;
      const { write, answer, lost } = decision;
      if (write === null) return answer;
      const won = operationId === undefined
        ? (await this.commit(write)).ok
        : await this.commitOnce(write, operationId());
      if (won) return answer;
      const otherwise = await lost?.() ?? null;
      if (otherwise !== null) return otherwise;
    }
    throw new Contention("Others kept writing the same record");
  }

  async #inTime<T>(call: () => Promise<T>): Promise<T> {
    const time = requestTime();
    const share = time === null || time.failed ? 1 : 1 - TO_SAY_SO;
    const left = this.#deadlineMs * share - (time?.waited ?? 0);
    // A timer may fire up to a millisecond early.
    if (left < 1) {
      time!.failed = true;
      throw new StoreUnavailable("The request's time for the store is over");
    }
    const ended = time?.begin();
    try {
      return await within(left, unlocked(call, performance.now() + left));
    } catch (error) {
      if (time) time.failed = true;
      if (error instanceof DeadlineExceeded) {
        throw new StoreUnavailable("The store did not answer in time", {
          cause: error,
        });
      }
      if (isOurMistake(error)) throw error;
      throw new StoreUnavailable("The store failed", { cause: error });
    } finally {
      ended?.();
    }
  }
}
