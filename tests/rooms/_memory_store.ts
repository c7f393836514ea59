import type { RoomsStore } from "@/lib/rooms/mod.ts";

/** A store that outlives the server that a test restarts. */
export function memoryStore(): RoomsStore & {
  values: Map<string, Uint8Array>;
} {
  const values = new Map<string, Uint8Array>();
  return {
    values,
    keys: () => Promise.resolve([...values.keys()]),
    get: (key) => Promise.resolve(values.get(key) ?? null),
    put: (key, value) => Promise.resolve(void values.set(key, value)),
    delete: (key) => Promise.resolve(void values.delete(key)),
  };
}
