import { DAY } from "@/lib/domain/instant.ts";
import type { Intent, ReminderStops, Secrets } from "@/lib/ports.ts";
import { normalEmail } from "./directory.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** A mail may lie in an inbox for long, and its link must still work. */
const TOKEN_LASTS = 400 * DAY;

/** The tokens that these messages carry, in the write that the messages are in: one that fails leaves none. */
export async function writeStopTokens(
  operation: Deno.AtomicOperation,
  secrets: Secrets,
  intents: readonly Intent[],
) {
  for (const intent of intents) {
    const mail = "mail" in intent ? intent.mail : null;
    if (mail?.kind !== "reminder") continue;
    await writeToken(operation, secrets, mail.stopToken, mail.to);
  }
}

async function writeToken(
  operation: Deno.AtomicOperation,
  secrets: Secrets,
  token: string,
  email: string,
) {
  const key = keys.reminderToken(await secrets.hash(token));
  operation.set(key, await addressIn(secrets, email), {
    expireIn: TOKEN_LASTS,
  });
}

function addressIn(secrets: Secrets, email: string): Promise<string> {
  return secrets.hash(normalEmail(email));
}

export function createReminderStops(
  store: Store,
  secrets: Secrets,
): ReminderStops {
  const addressOf = (email: string) => addressIn(secrets, email);
  return {
    async issue(email) {
      const token = secrets.secret();
      const operation = store.atomic();
      await writeToken(operation, secrets, token, email);
      await store.commit(operation);
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
