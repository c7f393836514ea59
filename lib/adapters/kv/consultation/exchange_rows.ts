import {
  type Exchange,
  exchangeOf,
  type ExchangePart,
} from "@/lib/domain/call/exchange.ts";
import type { ArtistId, ConsultationId } from "@/lib/domain/basic/ids.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";
import { bumpWatchKeys } from "./consultation_rows.ts";

interface Counted {
  readonly id: ConsultationId;
  readonly artistId: ArtistId;
}

/** What a change of the exchange starts from. */
export interface ExchangeNow {
  /** The number that the next change of each part has. */
  readonly next: Exchange;
  /**
   * An atomic operation that counts one change of each of the parts and notifies
   * both pages; the caller adds the rows of the change. It fails if anything
   * else of the exchange has changed since: a number stands for one change.
   */
  write(...parts: readonly ExchangePart[]): Deno.AtomicOperation;
}

export async function exchangeNow(
  store: Store,
  consultation: Counted,
): Promise<ExchangeNow> {
  const stored = await store.get<Exchange>(keys.exchange(consultation.id));
  return exchangeAt(store, { consultation, stored });
}

/**
 * The same from an entry that was read with the rows of a change: a count that
 * is read after them may be of a change that they lack.
 */
export function exchangeAt(
  store: Store,
  { consultation, stored }: {
    readonly consultation: Counted;
    readonly stored: Deno.KvEntryMaybe<Exchange>;
  },
): ExchangeNow {
  const key = keys.exchange(consultation.id);
  const before = exchangeOf(stored.value);
  const next = {
    messages: before.messages + 1,
    stills: before.stills + 1,
    lookSheet: before.lookSheet + 1,
  };
  return {
    next,
    write(...parts) {
      const after = { ...before };
      for (const part of parts) after[part] = next[part];
      const operation = store.atomic().check(stored).set(key, after);
      bumpWatchKeys(operation, consultation);
      return operation;
    },
  };
}
