import { DAY } from "@/lib/domain/instant.ts";
import type { Secrets, SmsStops } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** Twilio repeats a message that was not answered for hours at most. */
const REMEMBERED = 30 * DAY;

export function createSmsStops(
  store: Store,
  secrets: Pick<Secrets, "hash">,
): SmsStops {
  const stopKey = async (phone: string) =>
    keys.smsStopped(await secrets.hash(phone));
  return {
    async isStopped(phone) {
      return (await store.get(await stopKey(phone))).versionstamp !== null;
    },
    async stop(phone) {
      const key = await stopKey(phone);
      await store.commit(store.atomic().set(key, true));
    },
    async hear(messageId, phone, wish) {
      const heard = keys.smsHeard(messageId);
      const key = await stopKey(phone);
      const operation = store.atomic()
        .check({ key: heard, versionstamp: null })
        .set(heard, true, { expireIn: REMEMBERED });
      // If it fails, it was heard before.
      await store.commit(
        wish === "stop" ? operation.set(key, true) : operation.delete(key),
      );
    },
  };
}
