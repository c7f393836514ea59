import { MINUTE, SECOND } from "@/lib/domain/instant.ts";
import type { Deps, Intent, OutboxRow, Stored } from "@/lib/ports.ts";

type Needs = Pick<Deps, "outbox" | "postman" | "clock" | "log">;

/** How long one sender may take before another may try. */
const LEASE = 30 * SECOND;
const BACKOFF_CAP = 30 * MINUTE;

/** Sends what was just written; whatever fails stays in the outbox for the sweep. */
export async function deliver(deps: Needs, intents: readonly Intent[]) {
  await Promise.all(intents.map(async ({ id }) => {
    const row = await deps.outbox.get(id).catch(() => null);
    // The sweep may have come by between the write and here, and hold it already.
    const due = row !== null && row.value.nextAttemptAt <= deps.clock.now();
    if (due) await deliverRow(deps, row);
  }));
}

/** Sends whatever is due. Returns how many were sent. */
export async function deliverDue(deps: Needs): Promise<number> {
  const rows = await deps.outbox.due(deps.clock.now(), 50);
  let sent = 0;
  for (const row of rows) if (await deliverRow(deps, row)) sent++;
  return sent;
}

async function deliverRow(
  deps: Needs,
  row: Stored<OutboxRow>,
): Promise<boolean> {
  const { id, mail } = row.value.intent;
  try {
    const leased = await deps.outbox.lease(row, deps.clock.now() + LEASE);
    if (!leased) return false;
    try {
      await deps.postman.deliver(leased.value.intent);
      await deps.outbox.done(id);
      return true;
    } catch (error) {
      const { attempts } = leased.value;
      const wait = Math.min(BACKOFF_CAP, 5 * SECOND * 2 ** attempts);
      deps.log("mail_failed", {
        id,
        kind: mail.kind,
        attempts,
        reason: reasonOf(error),
      });
      await deps.outbox.retry(leased, deps.clock.now() + wait);
      return false;
    }
  } catch (error) {
    // The store itself failed; the row is still there, and the sweep comes by.
    deps.log("outbox_failed", { id, reason: reasonOf(error) });
    return false;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
