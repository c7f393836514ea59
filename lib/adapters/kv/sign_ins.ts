import { MINUTE } from "@/lib/domain/instant.ts";
import type { Intent, SignInAttempt, SignIns } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import { writeIntents } from "./outbox.ts";
import type { Store } from "./store.ts";

/** Long after the attempt is dead by its own `expiresAt`. */
const SWEPT_AFTER = 60 * MINUTE;

export function createSignIns(store: Store): SignIns {
  return {
    async create(id, attempt, intents: readonly Intent[]) {
      const operation = store.atomic()
        .set(keys.signIn(id), attempt, { expireIn: SWEPT_AFTER })
        .set(keys.signInByLink(attempt.linkHash), id, {
          expireIn: SWEPT_AFTER,
        });
      writeIntents(operation, intents);
      await store.commit(operation);
    },
    async get(id) {
      const entry = await store.get<SignInAttempt>(keys.signIn(id));
      return entry.versionstamp === null ? null : entry;
    },
    async byLink(linkHash) {
      const { value: id } = await store.get<string>(
        keys.signInByLink(linkHash),
      );
      const stored = id === null ? null : await this.get(id);
      return stored === null ? null : { id: id!, stored };
    },
    async countTry(id, { value, versionstamp }) {
      const key = keys.signIn(id);
      const result = await store.commit(
        store.atomic().check({ key, versionstamp })
          .set(key, { ...value, triesLeft: value.triesLeft - 1 }, {
            expireIn: SWEPT_AFTER,
          }),
      );
      return result.ok;
    },
    async take(id, { value, versionstamp }) {
      const key = keys.signIn(id);
      const result = await store.commit(
        store.atomic().check({ key, versionstamp })
          .delete(key).delete(keys.signInByLink(value.linkHash)),
      );
      return result.ok;
    },
  };
}
