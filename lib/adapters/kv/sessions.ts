import type { Clock, Secrets, Session, Sessions } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

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
      await store.commit(
        store.atomic().set(keys.session(await secrets.hash(token)), session, {
          expireIn: Math.max(1, expiresAt - clock.now()),
        }),
      );
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
