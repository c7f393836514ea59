import { DAY } from "@/lib/domain/basic/instant.ts";
import { emailKey } from "@/lib/domain/basic/email.ts";
import type { Intent, ReminderOptOuts, Secrets } from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** A mail may stay in an inbox for long, and its link must still work. */
const TOKEN_LASTS = 400 * DAY;

/** The tokens of these messages, in the same write as the messages: a failed write leaves none. */
export async function writeOptOutTokens(
  { operation, secrets }: TokenWrite,
  intents: readonly Intent[],
) {
  for (const intent of intents) {
    const mail = "mail" in intent ? intent.mail : null;
    if (mail?.kind !== "reminder") continue;
    const { stopToken: token, to: email } = mail;
    await writeToken({ operation, secrets }, { token, email });
  }
}

interface TokenWrite {
  readonly operation: Deno.AtomicOperation;
  readonly secrets: Secrets;
}

async function writeToken(
  { operation, secrets }: TokenWrite,
  { token, email }: { readonly token: string; readonly email: string },
) {
  const key = keys.reminderToken(await secrets.hash(token));
  operation.set(key, await addressIn(secrets, email), {
    expireIn: TOKEN_LASTS,
  });
}

function addressIn(secrets: Secrets, email: string): Promise<string> {
  return secrets.hash(emailKey(email));
}

export function createReminderOptOuts(
  store: Store,
  secrets: Secrets,
): ReminderOptOuts {
  const addressOf = (email: string) => addressIn(secrets, email);
  return {
    async issue(email) {
      const token = secrets.secret();
      const operation = store.atomic();
      await writeToken({ operation, secrets }, { token, email });
      await store.commit(operation);
      return token;
    },
    async addressOf(token) {
      const key = keys.reminderToken(await secrets.hash(token));
      return (await store.get<string>(key)).value;
    },
    async isOptedOut(email) {
      const key = keys.remindersStopped(await addressOf(email));
      return (await store.get(key)).versionstamp !== null;
    },
    async isOptedOutBy(address) {
      const entry = await store.get(keys.remindersStopped(address));
      return entry.versionstamp !== null;
    },
    async optOut(address) {
      const key = keys.remindersStopped(address);
      await store.commit(store.atomic().set(key, true));
    },
    async optIn(address) {
      const key = keys.remindersStopped(address);
      await store.commit(store.atomic().delete(key));
    },
  };
}
