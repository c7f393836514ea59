import type { ServiceId } from "@/lib/domain/basic/ids.ts";
import { mayEdit } from "@/lib/domain/offer/offer_permission.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import {
  checkService,
  type ServiceDraft,
} from "@/lib/domain/offer/service_draft.ts";
import { slugFrom } from "@/lib/domain/offer/slug.ts";
import type { Service } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { addToOffer, saveOffer } from "./save_offer.ts";

type Needs = Pick<Deps, "catalog">;

export async function addService(
  { catalog }: Needs,
  { actor, draft }: {
    readonly actor: Actor | null;
    readonly draft: ServiceDraft;
  },
): Promise<Outcome<Service>> {
  if (!mayEdit(actor, "services")) return refuse("not_found");
  const offer = checkService(withoutIds(draft, []));
  if (!offer.ok) return offer;
  return await addToOffer("services", {
    list: catalog.services,
    make: (taken): Service => ({
      id: slugFrom(offer.value.name, { taken, kind: "service" }) as ServiceId,
      ...offer.value,
      picture: null,
      retired: false,
    }),
    add: catalog.addService,
  });
}

/** Existing bookings keep the name, the duration and the answers that they were booked with. */
export async function editService(
  { catalog }: Needs,
  { actor, id, versionstamp, draft }: {
    readonly actor: Actor | null;
    readonly id: ServiceId;
    readonly versionstamp: string;
    readonly draft: ServiceDraft;
  },
): Promise<Outcome<Service>> {
  if (!mayEdit(actor, "services")) return refuse("not_found");
  return await saveOffer<Service>({
    read: () => catalog.storedService(id),
    versionstamp,
    next(before) {
      const known = before.questions.map((question) => question.id);
      const offer = checkService(withoutIds(draft, known));
      return offer.ok ? ok({ ...before, ...offer.value }) : offer;
    },
    put: catalog.putService,
  });
}

/** A retired service is not offered any more; existing bookings stay. */
export async function setServiceRetired(
  { catalog }: Needs,
  { actor, id, versionstamp, retired }: {
    readonly actor: Actor | null;
    readonly id: ServiceId;
    readonly versionstamp: string;
    readonly retired: boolean;
  },
): Promise<Outcome<Service>> {
  if (!mayEdit(actor, "services")) return refuse("not_found");
  return await saveOffer<Service>({
    read: () => catalog.storedService(id),
    versionstamp,
    next: (before) => ok({ ...before, retired }),
    put: catalog.putService,
  });
}

/** Only we assign a question's id: an id that the service does not have counts as none. */
function withoutIds(
  draft: ServiceDraft,
  known: readonly string[],
): ServiceDraft {
  return {
    ...draft,
    questions: draft.questions.map((question) =>
      known.includes(question.id) ? question : { ...question, id: "" }
    ),
  };
}
