import { AsyncLocalStorage } from "node:async_hooks";
import { instead } from "./wrapped_kv.ts";

/** One call of the Deno.Kv API, and what it is about: the first part of its (first) key. */
export interface KvCall {
  readonly method: "get" | "getMany" | "list" | "commit";
  readonly about: string;
}

/**
 * Notes each call of a store for the piece of work that makes it, however many go
 * on at one moment. A call belongs to the innermost `during` around it.
 */
export function countingKv() {
  const current = new AsyncLocalStorage<KvCall[]>();
  const note = (method: KvCall["method"], key: Deno.KvKey | undefined) =>
    current.getStore()?.push({ method, about: String(key?.[0]) });

  const through = (kv: Deno.Kv): Deno.Kv => {
    const counted: Pick<Deno.Kv, "get" | "getMany" | "list" | "atomic"> = {
      get: (key, options) => {
        note("get", key);
        return kv.get(key, options);
      },
      getMany: (keys, options) => {
        note("getMany", keys[0]);
        return kv.getMany(keys, options);
      },
      list: (selector, options) => {
        note("list", "prefix" in selector ? selector.prefix : selector.start);
        return kv.list(selector, options);
      },
      atomic: () => countedAtomic(kv.atomic(), (key) => note("commit", key)),
    };
    return instead(kv, counted);
  };

  /** Runs the work, and answers with the calls that it made until then. */
  const during = async <T>(
    work: () => Promise<T>,
  ): Promise<{ readonly value: T; readonly calls: readonly KvCall[] }> => {
    const calls: KvCall[] = [];
    const value = await current.run(calls, work);
    return { value, calls: [...calls] };
  };

  /** Runs work that is of no `during` around it: its calls are nobody's. */
  const apart = <T>(work: () => T): T => current.exit(work);

  return { through, during, apart };
}

/** A write is about the key that it checks, else about the first one that it sets. */
function countedAtomic(
  operation: Deno.AtomicOperation,
  committed: (key: Deno.KvKey | undefined) => void,
): Deno.AtomicOperation {
  let checked: Deno.KvKey | undefined;
  let written: Deno.KvKey | undefined;
  const check = operation.check.bind(operation);
  const set = operation.set.bind(operation);
  const commit = operation.commit.bind(operation);
  operation.check = (...checks) => {
    checked ??= checks[0]?.key;
    return check(...checks);
  };
  operation.set = (key, ...rest) => {
    written ??= key;
    return set(key, ...rest);
  };
  operation.commit = () => {
    committed(checked ?? written);
    return commit();
  };
  return operation;
}
