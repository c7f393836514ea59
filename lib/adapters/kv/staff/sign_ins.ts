import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { SIGN_IN_REPEATS } from "@/lib/domain/basic/sign_in_repeats.ts";
import {
  type CodeGuesses,
  nextGuess,
} from "@/lib/domain/staff/code_guesses.ts";
import type { OpenSignIn } from "@/lib/domain/staff/open_sign_in.ts";
import type {
  CountedGuess,
  Intent,
  Secrets,
  SignIns,
  SignInTicket,
} from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { writeIntents } from "@/lib/adapters/kv/messages/outbox_rows.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** Long after a row has expired by what it says itself. */
const TICKETS_SWEPT = { expireIn: 60 * MINUTE };
/** Later than the gaps between mails begin anew. */
const OPEN_SWEPT = { expireIn: 2 * HOUR };
/** Later than the owner may be warned again. */
const GUESSES_SWEPT = { expireIn: 25 * HOUR };

export function createSignIns(store: Store, secrets: Secrets): SignIns {
  return {
    request: (account, decide) =>
      store.update<OpenSignIn, readonly Intent[]>(
        keys.openSignIn(account),
        async ({ key, value }, operation) => {
          const { row, ticket, open, intents } = await decide(value);
          operation.set(keys.signIn(row), ticket, TICKETS_SWEPT);
          if (open !== null) {
            operation.set(key, open, OPEN_SWEPT)
              .set(keys.signInByLink(open.linkHash), open.row, TICKETS_SWEPT);
          }
          writeIntents(operation, intents);
          return { write: operation, answer: intents };
        },
        { operationId: secrets.ulid },
      ),
    async get(row) {
      const entry = await store.get<SignInTicket>(keys.signIn(row));
      return entry.versionstamp === null ? null : entry;
    },
    async byLink(linkHash) {
      const { value: row } = await store.get<string>(
        keys.signInByLink(linkHash),
      );
      const stored = row === null ? null : await this.get(row);
      return stored === null ? null : { row: row!, stored };
    },
    async countTry(row, { value, versionstamp }) {
      const key = keys.signIn(row);
      const counted = { ...value, triesLeft: value.triesLeft - 1 };
      const result = await store.commit(
        store.atomic().check({ key, versionstamp })
          .set(key, counted, TICKETS_SWEPT),
      );
      return result.ok;
    },
    countGuess: (name, { now, warning }) =>
      store.update<CodeGuesses, CountedGuess>(
        keys.signInGuesses(name),
        ({ key, value }, operation) => {
          const guess = nextGuess(value, now);
          if ("from" in guess) return { write: null, answer: guess };
          const intents = guess.warns ? [warning] : [];
          operation.set(key, guess.counted, GUESSES_SWEPT);
          writeIntents(operation, intents);
          return { write: operation, answer: { intents } };
        },
        { operationId: secrets.ulid },
      ),
    async take(row, { value, versionstamp }, used) {
      const key = keys.signIn(row);
      const byLink = keys.signInByLink(value.linkHash);
      const expiry = { expireIn: SIGN_IN_REPEATS };
      const operation = store.atomic().check({ key, versionstamp })
        .set(key, { ...value, used }, expiry).set(byLink, row, expiry);
      const { account } = value;
      if (account !== undefined) operation.delete(keys.openSignIn(account));
      return (await store.commit(operation)).ok;
    },
    async isDevice(hash, account) {
      const { value } = await store.get<string>(keys.signInDevice(hash));
      return value === account;
    },
    async addDevice(hash, { account, lastsMs }) {
      await store.commit(
        store.atomic()
          .set(keys.signInDevice(hash), account, { expireIn: lastsMs }),
      );
    },
  };
}
