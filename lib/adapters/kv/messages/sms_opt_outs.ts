import { DAY } from "@/lib/domain/basic/instant.ts";
import { parsePhone } from "@/lib/domain/basic/phone.ts";
import type { Secrets, SmsOptOuts } from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** Twilio repeats an unanswered message for hours at most. */
const REMEMBERED = 30 * DAY;

export function createSmsOptOuts(
  store: Store,
  secrets: Pick<Secrets, "hash">,
): SmsOptOuts {
  const stopKey = async (phone: string) =>
    keys.smsStopped(await secrets.hash(parsePhone(phone) ?? phone));
  return {
    async isOptedOut(phone) {
      return (await store.get(await stopKey(phone))).versionstamp !== null;
    },
    async optOut(phone) {
      const key = await stopKey(phone);
      await store.commit(store.atomic().set(key, true));
    },
    async recordReply(messageId, { phone, request }) {
      const heard = keys.smsHeard(messageId);
      const key = await stopKey(phone);
      const operation = store.atomic()
        .check({ key: heard, versionstamp: null })
        .set(heard, true, { expireIn: REMEMBERED });
      // If it fails, the message was processed before.
      await store.commit(
        request === "stop" ? operation.set(key, true) : operation.delete(key),
      );
    },
  };
}
