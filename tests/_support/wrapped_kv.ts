/** A Deno KV with something between it and its callers. Wraps only what the adapters call. */

/** Does the call, or something else in its place. */
export type Around = <T>(call: () => Promise<T>) => Promise<T>;

/** Passes every call of the store through `around`; a list is one call. */
export function aroundCalls(kv: Deno.Kv, around: Around): Deno.Kv {
  return instead(aroundWrites(kv, around), {
    get: (...args: Parameters<Deno.Kv["get"]>) => around(() => kv.get(...args)),
    getMany: (...args: Parameters<Deno.Kv["getMany"]>) =>
      around(() => kv.getMany(...args)),
    async *list(...args: Parameters<Deno.Kv["list"]>) {
      yield* await around(() => Array.fromAsync(kv.list(...args)));
    },
  });
}

/** The same, for the commits of atomic operations alone. */
export function aroundWrites(kv: Deno.Kv, around: Around): Deno.Kv {
  return withAtomic(kv, (operation) => {
    const commit = operation.commit.bind(operation);
    operation.commit = () => around(commit);
  });
}

export function withAtomic(
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

/** Binds the KV's own methods to it: it has private fields. */
export function instead(
  kv: Deno.Kv,
  methods: Record<string, unknown>,
): Deno.Kv {
  return new Proxy(kv, {
    get(target, name) {
      if (typeof name === "string" && Object.hasOwn(methods, name)) {
        return methods[name];
      }
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
