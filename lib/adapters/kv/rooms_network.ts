import type {
  NetworkHandlers,
  NetworkMessage,
  RoomsNetwork,
} from "@/lib/rooms/mod.ts";
import { keys } from "./keys.ts";
import { commitWhenFree } from "./rooms_commit.ts";
import { Letterbox } from "./rooms_letterbox.ts";
import type { Store } from "./store.ts";

export interface RoomsNetworkOptions {
  store: Store;
  clock: { now(): number };
  log?: (event: string, fields: Record<string, unknown>) => void;
  /** How long a process that says nothing counts as alive; 9 seconds. */
  leaseMs?: number;
}

/** No room lives longer than a day. */
const OWNER_MS = 25 * 60 * 60 * 1000;

/**
 * Several processes on one Deno KV. A process is alive while its lease is; a room belongs to the
 * process that wrote its name first, until that one is gone.
 */
export function createRoomsNetwork(options: RoomsNetworkOptions): RoomsNetwork {
  const { store, clock } = options;
  const log = options.log ?? (() => {});
  const leaseMs = options.leaseMs ?? 9000;
  const self = crypto.randomUUID();
  const letterbox = new Letterbox(store, self, log);
  const lease = (process: string) => keys.embeddedRooms("processes", process);
  let until = 0;
  let renewal: ReturnType<typeof setInterval> | undefined;

  async function renew(handlers: NetworkHandlers): Promise<void> {
    if (until !== 0 && until <= clock.now()) handlers.lapsed();
    const next = clock.now() + leaseMs;
    const operation = store.atomic().set(lease(self), next, {
      expireIn: 10 * leaseMs,
    });
    await commitWhenFree(store, operation);
    until = next;
  }

  async function alive(process: string): Promise<boolean> {
    const { value } = await store.get<number>(lease(process));
    return value !== null && value > clock.now();
  }

  return {
    self,
    alive,
    async owner(room) {
      const key = keys.embeddedRooms("owners", room);
      for (let attempt = 0; attempt < 10; attempt++) {
        const known = await store.get<string>(key);
        if (known.value !== null && await alive(known.value)) {
          return known.value;
        }
        const claim = store.atomic().check(known).set(key, self, {
          expireIn: OWNER_MS,
        });
        if ((await commitWhenFree(store, claim)).ok) return self;
      }
      throw new Error("The owner of a room could not be agreed on");
    },
    post: (to: string, message: NetworkMessage) => letterbox.post(to, message),
    async start(handlers) {
      await renew(handlers);
      renewal = setInterval(() => {
        renew(handlers).catch((error) => {
          log("rooms.lease_failed", { error: String(error) });
        });
      }, leaseMs / 3);
      letterbox.open((from, message) => handlers.message(from, message));
    },
    async close() {
      clearInterval(renewal);
      await letterbox.close();
      await commitWhenFree(store, store.atomic().delete(lease(self)));
    },
  };
}
