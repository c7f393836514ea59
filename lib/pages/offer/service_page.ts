import { type Context, HttpError } from "fresh";
import { parseServiceId, type ServiceId } from "@/lib/domain/basic/ids.ts";
import {
  draftOfService,
  type ServiceDraft,
} from "@/lib/domain/offer/service_draft.ts";
import { refusalText } from "@/lib/http/refusal_notice.ts";
import type { State } from "@/lib/http/state.ts";
import {
  addService,
  editService,
  setServiceRetired,
} from "@/lib/usecases/offer/edit_services.ts";
import { readServiceForm } from "./offer_forms.ts";
import { offerPage, savedAt } from "./offer_page.ts";

const EMPTY: ServiceDraft = {
  name: "",
  minutes: "30",
  bufferMinutes: "0",
  description: "",
  priceText: "",
  prepare: "",
  questions: [],
};

/** One service; at `/admin/services/new`, a new one. */
export const servicePage = offerPage({
  read: async (ctx) => {
    const id = idOf(ctx);
    const stored = id &&
      await ctx.state.services.deps.catalog.storedService(id);
    if (id !== null && stored === null) throw new HttpError(404);
    return {
      title: stored?.value.name ?? "New service",
      draft: stored ? draftOfService(stored.value) : EMPTY,
      versionstamp: stored?.versionstamp ?? "",
      /** Null for a new one. */
      name: stored?.value.name ?? null,
      retired: stored?.value.retired ?? false,
      photo: stored?.value.picture ?? null,
      photoRefusal: refusalText(ctx.url),
    };
  },
  typed: readServiceForm,
  save: async (ctx, { typed, versionstamp }) => {
    const { staff = null, services: { deps } } = ctx.state;
    const id = idOf(ctx);
    const saved = id === null
      ? await addService(deps, { actor: staff, draft: typed })
      : await editService(deps, {
        actor: staff,
        id,
        versionstamp,
        draft: typed,
      });
    return savedAt(saved, (service) => `/admin/services/${service.id}`);
  },
  retire: async (ctx, { retired, versionstamp }) => {
    const { staff = null, services: { deps } } = ctx.state;
    const id = idOf(ctx);
    if (id === null) throw new HttpError(404);
    const saved = await setServiceRetired(deps, {
      actor: staff,
      id,
      versionstamp,
      retired,
    });
    return savedAt(saved, () => ctx.url.pathname);
  },
});

/** The service of the URL; null at the URL for a new one. */
function idOf(ctx: Context<State>): ServiceId | null {
  if (ctx.params.id === "new") return null;
  const id = parseServiceId(ctx.params.id);
  if (id === null) throw new HttpError(404);
  return id;
}
