import type { ServiceId } from "@/lib/domain/ids.ts";
import { mayEdit } from "@/lib/domain/offer_permission.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { checkService, type ServiceDraft } from "@/lib/domain/service_draft.ts";
import { slugFrom } from "@/lib/domain/slug.ts";
import type { Service } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import { addToOffer, saveOffer } from "./save_offer.ts";

type Needs = Pick<Deps, "offerBook" | "directory">;

export async function addService(
  { offerBook, directory }: Needs,
  actor: Actor | null,
  draft: ServiceDraft,
): Promise<Outcome<Service>> {
  if (!mayEdit(actor, "services")) return refuse("not_found");
  const offer = checkService(withoutIds(draft, []));
  if (!offer.ok) return offer;
  return await addToOffer(
    "services",
    directory,
    (taken): Service => ({
      id: slugFrom(offer.value.name, taken, "service") as ServiceId,
      ...offer.value,
      picture: null,
      retired: false,
    }),
    offerBook.addService,
  );
}

/** What was booked keeps the name, the length and the answers that it was booked with. */
export async function editService(
  { offerBook }: Needs,
  actor: Actor | null,
  id: ServiceId,
  versionstamp: string,
  draft: ServiceDraft,
): Promise<Outcome<Service>> {
  if (!mayEdit(actor, "services")) return refuse("not_found");
  const stored = await offerBook.service(id);
  if (stored === null) return refuse("not_found");
  const known = stored.value.questions.map((question) => question.id);
  const offer = checkService(withoutIds(draft, known));
  if (!offer.ok) return offer;
  const next = { ...stored.value, ...offer.value };
  return await saveOffer(stored, versionstamp, next, offerBook.putService);
}

/** Retired, a service is not offered any more; what was booked of it stays. */
export async function setServiceRetired(
  { offerBook }: Needs,
  actor: Actor | null,
  id: ServiceId,
  versionstamp: string,
  retired: boolean,
): Promise<Outcome<Service>> {
  if (!mayEdit(actor, "services")) return refuse("not_found");
  const stored = await offerBook.service(id);
  if (stored === null) return refuse("not_found");
  const next = { ...stored.value, retired };
  return await saveOffer(stored, versionstamp, next, offerBook.putService);
}

/** A question's id is ours to give: one that the service does not have counts as none. */
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
