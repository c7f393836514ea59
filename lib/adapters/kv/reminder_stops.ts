import { DAY } from "@/lib/domain/instant.ts";
import type { ReminderStops, Secrets } from "@/lib/ports.ts";
import { normalEmail } from "./directory.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** A mail may lie in an inbox for long, and its link must still work. */
const TOKEN_LASTS = 400 * DAY;

export function createReminderStops(
  store: Store,
  secrets: Secrets,
): ReminderStops {
  const addressOf = (email: string) => secrets.hash(normalEmail(email));
  return {
    async issue(email) {
      const token = secrets.secret();
      const key = keys.reminderToken(await secrets.hash(token));
      await store.commit(
        store.atomic().set(key, await addressOf(email), {
          expireIn: TOKEN_LASTS,
        }),
      );
      return token;
    },
    async addressBehind(token) {
      const key = keys.reminderToken(await secrets.hash(token));
      return (await store.get<string>(key)).value;
    },
    async isStopped(email) {
      const key = keys.remindersStopped(await addressOf(email));
      return (await store.get(key)).versionstamp !== null;
    },
    async isStoppedFor(address) {
      const entry = await store.get(keys.remindersStopped(address));
      return entry.versionstamp !== null;
    },
    async stop(address) {
      const key = keys.remindersStopped(address);
      await store.commit(store.atomic().set(key, true));
    },
    async resume(address) {
      const key = keys.remindersStopped(address);
      await store.commit(store.atomic().delete(key));
    },
  };
}
