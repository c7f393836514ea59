import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Event } from "@/lib/domain/transition.ts";
import { change, reader } from "@/lib/usecases/change.ts";
import type { TestApp } from "./an_app.ts";

/** Brings an event about that no route offers, in the way that a route would. */
export async function bringAbout(
  { services: { deps } }: TestApp,
  id: ConsultationId,
  event: Event,
): Promise<void> {
  const outcome = await change(deps, reader(deps, id), event);
  if (!outcome.ok) throw new Error(outcome.code);
}

/** The same time, a new link: whoever came in by the old one is out. */
export async function revokeLink(app: TestApp, id: ConsultationId) {
  const { startsAt, endsAt, heldUntil } = await app.record(id);
  const linkHash = await app.services.deps.secrets.hash("another secret");
  await bringAbout(app, id, {
    type: "reschedule",
    noticeMs: 0,
    startsAt,
    endsAt,
    heldUntil,
    linkHash,
  });
}
