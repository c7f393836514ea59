import { describeError } from "@/lib/domain/basic/describe_error.ts";
import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import type { Clock, Log } from "@/lib/ports/mod.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** How often a process says that it is there, and after how long it counts as gone. */
const RENEWED_EVERY = 10 * SECOND;
const GONE_AFTER = 3 * RENEWED_EVERY;

/**
 * Notes that this server process serves embedded rooms from this store, and
 * logs it if another one does: a room exists only in the process that opened
 * it, so a client and an artist may not meet. Returns the undo, which a process
 * that stops in order calls; one that is killed counts as gone after a while.
 */
export async function registerServerProcess(
  store: Store,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<() => Promise<void>> {
  const own = keys.embeddedRooms("processes", crypto.randomUUID());
  const reported = new Set<string>();
  let ended = false;
  const announce = async () => {
    await store.commit(
      store.atomic().set(own, clock.now(), { expireIn: GONE_AFTER }),
    );
    const all = await store.list<Instant>(ranges.embeddedRooms("processes"));
    for (const { key, value } of all) {
      const name = String(key.at(-1));
      const secondsAgo = Math.round((clock.now() - value) / SECOND);
      const isOther = name !== own.at(-1) && !reported.has(name);
      if (!isOther || secondsAgo * SECOND >= GONE_AFTER) continue;
      reported.add(name);
      log("rooms.second_process", {
        secondsAgo,
        advice:
          "Another server process served embedded rooms from this store just now. If it still runs, people in one call may not meet: stop one of them, or set a Twilio account.",
      });
    }
  };
  const failed = (error: unknown) =>
    log("rooms.process_not_noted", { reason: describeError(error) });
  await announce().catch(failed);
  let last: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    last = last.then(async () => {
      if (!ended) await announce();
    }).catch(failed);
  }, RENEWED_EVERY);
  return async () => {
    ended = true;
    clearInterval(timer);
    await last;
    await store.commit(store.atomic().delete(own)).catch(failed);
  };
}
