import type { Clock, Secrets, Session, Sessions } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** Adds the session's row to a write; `hash` is its token's. */
export function writeSession(
  operation: Deno.AtomicOperation,
  hash: string,
  session: Session,
  lastsMs: number,
): Deno.AtomicOperation {
  return operation.set(keys.session(hash), session, {
    expireIn: Math.max(1, lastsMs),
  });
}

/** Opaque session ids, hashed at rest: a copy of the store signs nobody in. */
export function createSessions(
  store: Store,
  secrets: Secrets,
  clock: Clock,
): Sessions {
  return {
    async create(actor, expiresAt) {
      const token = secrets.secret();
      const session: Session = { actor, expiresAt };
      const hash = await secrets.hash(token);
      const lastsMs = expiresAt - clock.now();
      await store.commit(writeSession(store.atomic(), hash, session, lastsMs));
      return token;
    },
    async resolve(token) {
      const hash = await secrets.hash(token);
      const { value } = await store.get<Session>(keys.session(hash));
      return value !== null && clock.now() < value.expiresAt ? value : null;
    },
    async revoke(token) {
      const hash = await secrets.hash(token);
      await store.commit(store.atomic().delete(keys.session(hash)));
    },
  };
}
