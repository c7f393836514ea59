import { MINUTE, SECOND } from "@/lib/domain/instant.ts";
import { StoreUnavailable } from "@/lib/ports.ts";
import { keys } from "./keys.ts";

/**
 * Deno KV with a deadline on every call: over KV Connect a call against a store
 * that is down waits for ever, and a page must answer all the same.
 */
export class Store {
  readonly #kv: Deno.Kv;
  readonly #deadlineMs: number;

  constructor(kv: Deno.Kv, deadlineMs = 3 * SECOND) {
    this.#kv = kv;
    this.#deadlineMs = deadlineMs;
  }

  get<T>(key: Deno.KvKey): Promise<Deno.KvEntryMaybe<T>> {
    return this.#inTime(this.#kv.get<T>(key));
  }

  /** Any number of keys: asked for ten at a time, which is the store's limit. */
  async getMany<T>(
    wanted: readonly Deno.KvKey[],
  ): Promise<Deno.KvEntryMaybe<T>[]> {
    const found: Deno.KvEntryMaybe<T>[] = [];
    for (let at = 0; at < wanted.length; at += 10) {
      const some = wanted.slice(at, at + 10);
      found.push(...await this.#inTime(this.#kv.getMany<T[]>(some)));
    }
    return found;
  }

  list<T>(
    selector: Deno.KvListSelector,
    options?: Deno.KvListOptions,
  ): Promise<Deno.KvEntry<T>[]> {
    return this.#inTime(
      Array.fromAsync(this.#kv.list<T>(selector, options)),
    );
  }

  atomic(): Deno.AtomicOperation {
    return this.#kv.atomic();
  }

  commit(
    operation: Deno.AtomicOperation,
  ): Promise<Deno.KvCommitResult | Deno.KvCommitError> {
    return this.#inTime(operation.commit());
  }

  /**
   * Commits under an operation id. `ok: false` can also mean that the write was
   * applied and its answer was lost (the client's own retry then fails its
   * checks), so a refusal is only believed if the operation left no trace.
   */
  async commitOnce(
    operation: Deno.AtomicOperation,
    operationId: string,
  ): Promise<boolean> {
    const key = keys.operation(operationId);
    operation.set(key, true, { expireIn: 10 * MINUTE });
    const result = await this.commit(operation);
    if (result.ok) return true;
    return (await this.get(key)).versionstamp !== null;
  }

  #inTime<T>(work: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new StoreUnavailable("The store did not answer in time")),
        this.#deadlineMs,
      );
    });
    // The work may still fail after its deadline; that is no one's news any more.
    work.catch(() => {});
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }
}
