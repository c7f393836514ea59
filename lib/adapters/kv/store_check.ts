import { MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import type { Clock, StoreCheck } from "@/lib/ports/mod.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** For how long one write answers for all: a stranger may ask as often as they like. */
const GOOD_FOR = 10 * SECOND;

/**
 * Bytes. On a full disk SQLite still has room for a write of a few hundred, in
 * the last page of its log.
 */
const SIZE = 16 * 1024;

export function createStoreCheck(store: Store, clock: Clock): StoreCheck {
  let goodUntil = -Infinity;
  let checking: Promise<void> | null = null;
  const write = async () => {
    const operation = store.atomic()
      .set(keys.writeCheck(), new Uint8Array(SIZE), { expireIn: 5 * MINUTE });
    await store.commit(operation);
    goodUntil = clock.now() + GOOD_FOR;
  };
  return {
    async canWrite() {
      if (clock.now() < goodUntil) return;
      checking ??= write().finally(() => checking = null);
      await checking;
    },
  };
}
