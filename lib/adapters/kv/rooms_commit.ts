import type { Store } from "./store.ts";

const TRIES = 40;

/**
 * Commits although another process is writing at this moment: on one SQLite file the store then
 * says that it is locked, and has done nothing.
 */
export async function commitWhenFree(
  store: Store,
  operation: Deno.AtomicOperation,
): Promise<Deno.KvCommitResult | Deno.KvCommitError> {
  for (let attempt = 1;; attempt++) {
    try {
      return await store.commit(operation);
    } catch (error) {
      const locked = error instanceof TypeError &&
        error.message.includes("database is locked");
      if (!locked || attempt === TRIES) throw error;
      await new Promise((done) => setTimeout(done, Math.random() * 10));
    }
  }
}
