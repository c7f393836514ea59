import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Event } from "@/lib/domain/consultation/transition.ts";
import { changeBySystem } from "@/lib/usecases/shared/change.ts";
import type { TestApp } from "./an_app.ts";

/** Applies an event that no route offers, the way a route would. */
export async function applyEvent(
  { services: { deps } }: TestApp,
  id: ConsultationId,
  event: Event,
): Promise<void> {
  const outcome = await changeBySystem(deps, id, { request: event });
  if (!outcome.ok) throw new Error(outcome.code);
}

/** The same time with a new link: sessions of the old one lose access. */
export async function revokeLink(app: TestApp, id: ConsultationId) {
  const { startsAt, endsAt, heldUntil } = await app.record(id);
  const linkHash = await app.services.deps.secrets.hash("another secret");
  await applyEvent(app, id, {
    type: "reschedule",
    by: "artist",
    noticeMs: 0,
    startsAt,
    endsAt,
    heldUntil,
    linkHash,
  });
}
