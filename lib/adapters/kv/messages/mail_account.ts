import { HOUR, type Instant } from "@/lib/domain/basic/instant.ts";
import type { Clock, MailAccount } from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** Longer than the longest wait between two attempts: each refusal renews it. */
const KNOWN_FOR = 2 * HOUR;

export function createMailAccount(store: Store, clock: Clock): MailAccount {
  const key = keys.mailAccountRefused();
  /** What this process reported last: a mail that goes out as usual costs no call to the store. */
  let last: "taken" | "refused" | null = null;
  return {
    async report(outcome) {
      if (outcome === "taken" && last === "taken") return;
      await store.update<Instant, void>(key, ({ value }, operation) => {
        if (outcome === "refused") {
          operation.set(key, value ?? clock.now(), { expireIn: KNOWN_FOR });
          return { write: operation, answer: undefined };
        }
        return {
          write: value === null ? null : operation.delete(key),
          answer: undefined,
        };
      });
      last = outcome;
    },
    refusedSince: async () => (await store.get<Instant>(key)).value,
  };
}
