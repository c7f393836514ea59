import { type Context, HttpError, page } from "fresh";
import { Notice } from "@/components/Notice.tsx";
import { FormNotices } from "@/components/offer/FormNotices.tsx";
import { PictureForm } from "@/components/offer/PictureForm.tsx";
import { ServiceForm } from "@/components/offer/ServiceForm.tsx";
import { serviceFacts } from "@/components/offer/stored_facts.ts";
import { Retiring } from "@/components/offer/Retiring.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { parseServiceId, type ServiceId } from "@/lib/domain/ids.ts";
import type { Outcome, Refusal } from "@/lib/domain/refusal.ts";
import {
  draftOfService,
  type ServiceDraft,
} from "@/lib/domain/service_draft.ts";
import type { Service } from "@/lib/domain/studio.ts";
import { readServiceForm } from "@/lib/http/offer_forms.ts";
import {
  isRetiring,
  offerFields,
  openForm,
  refusedForm,
  saved,
} from "@/lib/http/offer_page.ts";
import { refusedWords } from "@/lib/http/refused.ts";
import { statusOf } from "@/lib/http/refusals.ts";
import { define, type State } from "@/lib/http/state.ts";
import {
  addService,
  editService,
  setServiceRetired,
} from "@/lib/usecases/edit_services.ts";

const EMPTY: ServiceDraft = {
  name: "",
  minutes: "30",
  bufferMinutes: "0",
  description: "",
  priceText: "",
  questions: [],
};

/** One service; at `/admin/services/new`, one more. */
export const handler = define.handlers({
  GET: async (ctx) => page(await show(ctx, null)),
  POST: async (ctx) => {
    const body = await offerFields(ctx);
    const typed = body.ok && !isRetiring(body.value)
      ? readServiceForm(body.value)
      : null;
    const outcome = body.ok ? await carryOut(ctx, body.value, typed) : body;
    if (outcome.ok) return saved(`/admin/services/${outcome.value.id}`);
    return page(await show(ctx, { typed, refusal: outcome }), {
      status: statusOf(outcome.code),
    });
  },
});

/** The service of the address; null at the address for a new one. */
function idOf(ctx: Context<State>): ServiceId | null {
  if (ctx.params.id === "new") return null;
  const id = parseServiceId(ctx.params.id);
  if (id === null) throw new HttpError(404);
  return id;
}

async function carryOut(
  ctx: Context<State>,
  fields: URLSearchParams,
  typed: ServiceDraft | null,
): Promise<Outcome<Service>> {
  const { deps } = ctx.state.services;
  const actor = ctx.state.staff ?? null;
  const id = idOf(ctx);
  if (id === null) return await addService(deps, actor, typed ?? EMPTY);
  const stamp = fields.get("versionstamp") ?? "";
  return typed === null
    ? await setServiceRetired(
      deps,
      actor,
      id,
      stamp,
      fields.get("do") === "retire",
    )
    : await editService(deps, actor, id, stamp, typed);
}

async function show(
  ctx: Context<State>,
  refused: { typed: ServiceDraft | null; refusal: Refusal } | null,
) {
  const id = idOf(ctx);
  const stored = id && await ctx.state.services.deps.offerBook.service(id);
  if (id !== null && stored === null) throw new HttpError(404);
  const draft = stored ? draftOfService(stored.value) : EMPTY;
  const versionstamp = stored?.versionstamp ?? "";
  ctx.state.title = stored?.value.name ?? "A new service";
  const form = refused
    ? refusedForm(ctx, refused.typed, draft, versionstamp, refused.refusal)
    : openForm(ctx, draft, versionstamp);
  return {
    name: stored?.value.name ?? null,
    retired: stored?.value.retired ?? false,
    picture: stored?.value.picture ?? null,
    pictureRefused: refusedWords(ctx.url),
    action: ctx.url.pathname,
    form,
  };
}

export default define.page<typeof handler>(({ data, state }) => {
  const { name, retired, action, form, picture, pictureRefused } = data;
  return (
    <StaffPage
      studio={state.studio?.name ?? "Visavis"}
      role="admin"
      who={state.staff?.email ?? ""}
      at="services"
    >
      <PageHeading
        over={<a href="/admin/services">Services</a>}
        lede={retired
          ? "Retired: it is not offered, and what was booked of it stays."
          : name
          ? "What is booked already keeps the length and the answers that it was booked with."
          : "Afterwards say on an artist's page who makes it."}
      >
        {name ?? "A new service"}
      </PageHeading>
      <FormNotices
        said={form.said}
        href={action}
        stored={form.stored ? serviceFacts(form.stored) : []}
      />
      {pictureRefused && (
        <Notice tone="error" title="The picture was not saved">
          {pictureRefused}
        </Notice>
      )}
      <ServiceForm
        action={action}
        draft={form.draft}
        versionstamp={form.versionstamp}
        wrong={form.said.kind === "refused" ? form.said.fields : {}}
        submit={name ? "Save" : "Add the service"}
      />
      {name && (
        <PictureForm
          action={action}
          versionstamp={form.versionstamp}
          picture={picture}
        />
      )}
      {name && (
        <Retiring
          action={action}
          versionstamp={form.versionstamp}
          retired={retired}
          title={retired ? "Offer it again" : "Retire it"}
          restore={`Offer ${name} again`}
          ask="Retire this service"
          confirm={`Retire ${name}`}
        >
          It is not offered any more. What is booked stays, and you can offer it
          again at any time.
        </Retiring>
      )}
    </StaffPage>
  );
});
