import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { change } from "./change.ts";
import { ensureRoom } from "./ensure_room.ts";

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
  return started.ok ? await ensureRoom(deps, id) : started;
}
