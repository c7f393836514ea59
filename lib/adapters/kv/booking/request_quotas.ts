import { type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type {
  Clock,
  RequestQuotas,
  RequestScope,
  Secrets,
} from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

interface Place {
  readonly id: ConsultationId;
  readonly form: string | null;
  readonly takenAt: Instant;
  readonly until: Instant;
}

/** A booking writes its record this soon after it took its place. */
const WRITTEN_WITHIN = MINUTE;

/**
 * A list of places for each scope, changed by compare-and-set. Answers do not
 * touch it: when a list is full, the records say who is still waiting.
 */
export function createRequestQuotas(
  { store, secrets, clock }: {
    readonly store: Store;
    readonly secrets: Pick<Secrets, "hash">;
    readonly clock: Clock;
  },
): RequestQuotas {
  const keyOf = async (scope: RequestScope) =>
    "client" in scope
      ? keys.openRequests("client", await secrets.hash(scope.client))
      : "recipient" in scope
      ? keys.openRequests("recipient", await secrets.hash(scope.recipient))
      : "artist" in scope
      ? keys.openRequests("artist", scope.artist)
      : keys.openRequests("studio");
  return {
    async take(scope, { id, form = null, until, most }) {
      const key = await keyOf(scope);
      return await store.update<readonly Place[], number>(
        key,
        async ({ value }, operation) => {
          const now = clock.now();
          let open = (value ?? []).filter((one) => one.until > now);
          if (form !== null && open.some((one) => one.form === form)) {
            return { write: null, answer: 0 };
          }
          if (open.length >= most && !("recipient" in scope)) {
            open = await stillOpen(store, open, now);
          }
          if (open.length >= most) {
            const first = Math.min(...open.map((one) => one.until));
            return { write: null, answer: Math.ceil((first - now) / 1000) };
          }
          const places = [...open, { id, form, takenAt: now, until }];
          operation.set(key, places, lasting(places, now));
          return { write: operation, answer: 0 };
        },
      );
    },
    async release(scope, id) {
      const key = await keyOf(scope);
      await store.update<readonly Place[], void>(
        key,
        ({ value }, operation) => {
          const left = (value ?? []).filter((one) => one.id !== id);
          const same = left.length === (value ?? []).length;
          if (same) return { write: null, answer: undefined };
          if (left.length === 0) operation.delete(key);
          else operation.set(key, left, lasting(left, clock.now()));
          return { write: operation, answer: undefined };
        },
      );
    },
  };
}

/** As long as the last of its places. */
function lasting(places: readonly Place[], now: Instant) {
  const last = Math.max(...places.map((one) => one.until));
  return { expireIn: Math.max(1, last - now) };
}

/** The places whose request is still unanswered, or about to be written. */
async function stillOpen(
  store: Store,
  places: readonly Place[],
  now: Instant,
): Promise<Place[]> {
  const records = await store.getMany<Consultation>(
    places.map(({ id }) => keys.consultation(id)),
  );
  return places.filter(({ takenAt }, i) => {
    const record = records[i]!.value;
    return record === null
      ? now < takenAt + WRITTEN_WITHIN
      : record.state === "requested";
  });
}
