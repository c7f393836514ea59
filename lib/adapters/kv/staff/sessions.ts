import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { Staff } from "@/lib/domain/offer/studio.ts";
import {
  keptUntil,
  renewedByUse,
  type SessionTimes,
} from "@/lib/domain/staff/session_times.ts";
import {
  type Clock,
  type Secrets,
  type Session,
  type Sessions,
  StoreUnavailable,
} from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { accountKey } from "@/lib/adapters/kv/offer/catalog_accounts.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** Adds the session's row to a write; `hash` is its token's. */
export function writeSession(
  operation: Deno.AtomicOperation,
  { hash, session, lastsMs }: {
    readonly hash: string;
    readonly session: Session;
    readonly lastsMs: number;
  },
): Deno.AtomicOperation {
  return operation.set(keys.session(hash), session, {
    expireIn: Math.max(1, lastsMs),
  });
}

interface Needs {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly clock: Clock;
}

/** Opaque session ids, hashed at rest: a copy of the store signs nobody in. */
export function createSessions({ store, secrets, clock }: Needs): Sessions {
  const entryOf = async (token: string) =>
    await store.get<Session>(keys.session(await secrets.hash(token)));
  const isOver = ({ expiresAt }: Session) => expiresAt <= clock.now();
  /** If another request has written it in between, that one counts. */
  const rewrite = async (
    entry: Deno.KvEntry<Session>,
    times: SessionTimes | null,
  ): Promise<Session> => {
    if (times === null) return entry.value;
    const session = { ...entry.value, ...times };
    const hash = String(entry.key.at(-1));
    const lastsMs = times.expiresAt - clock.now();
    await store.commit(
      writeSession(store.atomic().check(entry), { hash, session, lastsMs }),
    );
    return session;
  };
  return {
    async create(actor, times, token = secrets.secret()) {
      const epoch = await epochOf(store, actor);
      const session: Session = {
        actor,
        ...times,
        ...(epoch === undefined ? {} : { epoch }),
      };
      const hash = await secrets.hash(token);
      const lastsMs = times.expiresAt - clock.now();
      await store.commit(
        writeSession(store.atomic(), { hash, session, lastsMs }),
      );
      return token;
    },
    async resolve(token) {
      const entry = await entryOf(token);
      if (entry.value === null || isOver(entry.value)) return null;
      try {
        return await rewrite(entry, renewedByUse(entry.value, clock.now()));
      } catch (error) {
        // On a full disk pages can still be read; a later use renews it.
        if (error instanceof StoreUnavailable) return entry.value;
        throw error;
      }
    },
    async keepUntil(token, until) {
      const entry = await entryOf(token);
      if (entry.value === null || isOver(entry.value)) return;
      await rewrite(entry, keptUntil(entry.value, until));
    },
    async revoke(token) {
      const entry = await entryOf(token);
      const operation = store.atomic().delete(entry.key);
      const actor = entry.value?.actor;
      if (actor !== undefined && actor.role !== "client") {
        operation.sum(keys.pulse({ account: actor.email }), 1n);
      }
      await store.commit(operation);
    },
  };
}

/** Which account of this address: undefined for a client, and for accounts of older versions. */
async function epochOf(
  store: Store,
  actor: Actor,
): Promise<string | undefined> {
  if (actor.role === "client") return undefined;
  return (await store.get<Staff>(accountKey(actor.email))).value?.epoch;
}
