import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change } from "./change.ts";
import { deliver } from "./deliver_outbox.ts";
import { ensureRoom } from "./ensure_room.ts";
import { callClient } from "./remind.ts";

/** confirmed → live, then the room. Pressed twice, or in two tabs: one start, one room. */
export async function startSession(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Consultation>> {
  const started = await change(
    deps,
    () => authorise(deps, actor, "start", id),
    { type: "start" },
  );
  if (!started.ok) return started;
  const ensured = await ensureRoom(deps, id);
  if (ensured.ok) await tellTheClient(deps, ensured.value);
  return ensured;
}

/**
 * A start is a start, whatever becomes of a mail: it is not waited for, and what
 * fails here, the sweep does again.
 */
async function tellTheClient(deps: Deps, live: Consultation): Promise<void> {
  try {
    void deliver(deps, await callClient(deps, live));
  } catch (error) {
    deps.log("client_not_called", { id: live.id, reason: String(error) });
  }
}
