import { type Context, HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { ConfirmedForm } from "@/components/ConfirmedForm.tsx";
import { DataTable } from "@/components/DataTable.tsx";
import { Field } from "@/components/Field.tsx";
import { FormNotices } from "@/components/offer/FormNotices.tsx";
import { studioFacts } from "@/components/offer/stored_facts.ts";
import { StudioForm } from "@/components/offer/StudioForm.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { OFFER_LIMITS } from "@/lib/domain/offer_limits.ts";
import { type Outcome, type Refusal, refuse } from "@/lib/domain/refusal.ts";
import { draftOfStudio, type StudioDraft } from "@/lib/domain/studio_draft.ts";
import { typed } from "@/lib/http/form_rows.ts";
import { readStudioForm } from "@/lib/http/offer_forms.ts";
import {
  offerFields,
  openForm,
  refusedForm,
  saved,
} from "@/lib/http/offer_page.ts";
import { statusOf } from "@/lib/http/refusals.ts";
import { define, type State } from "@/lib/http/state.ts";
import {
  addAdmin,
  editStudio,
  removeAdmin,
} from "@/lib/usecases/edit_studio.ts";

const PATH = "/admin/studio";

/** The studio's own words, and who may change them. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Studio";
    return page(await show(ctx, null));
  },
  POST: async (ctx) => {
    ctx.state.title = "Studio";
    const body = await offerFields(ctx);
    const outcome = body.ok ? await carryOut(ctx, body.value) : body;
    if (!outcome.ok) {
      const fields = body.ok ? body.value : new URLSearchParams();
      return page(await show(ctx, { fields, refusal: outcome }), {
        status: statusOf(outcome.code),
      });
    }
    const left = body.ok && body.value.get("do") === "remove_admin" &&
      typed(body.value, "email").toLowerCase() ===
        ctx.state.staff?.email.toLowerCase();
    return saved(left ? "/sign-in" : PATH);
  },
});

async function carryOut(
  ctx: Context<State>,
  fields: URLSearchParams,
): Promise<Outcome<unknown>> {
  const { deps } = ctx.state.services;
  const actor = ctx.state.staff ?? null;
  switch (fields.get("do")) {
    case "add_admin": {
      const added = await addAdmin(deps, actor, readAdmin(fields));
      return added.ok ? added : refuse(added.code, {
        fields: Object.fromEntries(
          Object.entries(added.facts.fields ?? {}).map(([field, words]) => [
            field === "name" ? "adminName" : "adminEmail",
            words,
          ]),
        ),
      });
    }
    case "remove_admin":
      return await removeAdmin(deps, actor, typed(fields, "email"));
    default:
      return await editStudio(
        deps,
        actor,
        fields.get("versionstamp") ?? "",
        readStudioForm(fields),
      );
  }
}

/** Beside the studio's own name and address, so with names of their own. */
function readAdmin(fields: URLSearchParams) {
  return {
    name: typed(fields, "adminName"),
    email: typed(fields, "adminEmail"),
  };
}

async function show(
  ctx: Context<State>,
  refused: { fields: URLSearchParams; refusal: Refusal } | null,
) {
  const { offerBook } = ctx.state.services.deps;
  const stored = await offerBook.studio();
  if (stored === null) throw new HttpError(404);
  const draft = draftOfStudio(stored.value);
  const ofStudio: StudioDraft | null = refused?.fields.has("contactEmail")
    ? readStudioForm(refused.fields)
    : null;
  return {
    form: refused
      ? refusedForm(ctx, ofStudio, draft, stored.versionstamp, refused.refusal)
      : openForm(ctx, draft, stored.versionstamp),
    admins: (await offerBook.admins()).map(({ name, email }) => ({
      name,
      email,
    })),
    adding: readAdmin(refused?.fields ?? new URLSearchParams()),
  };
}

export default define.page<typeof handler>(({ data, state }) => {
  const { form, admins, adding } = data;
  const wrong = form.said.kind === "refused" ? form.said.fields : {};
  return (
    <StaffPage
      studio={state.studio?.name ?? "Visavis"}
      role="admin"
      who={state.staff?.email ?? ""}
      at="studio"
    >
      <PageHeading>The studio</PageHeading>
      <FormNotices
        said={form.said}
        href={PATH}
        stored={form.stored ? studioFacts(form.stored) : []}
      />
      <StudioForm
        draft={form.draft}
        versionstamp={form.versionstamp}
        wrong={wrong}
      />
      <section class="offer-part day-section" aria-labelledby="admins">
        <h2 id="admins">Admins</h2>
        <p class="soft">
          They see every consultation and change everything here. Give this to
          few.
        </p>
        <DataTable
          caption="Admins"
          columns={[{ label: "Name" }, { label: "Email" }, { label: "Remove" }]}
          rows={admins.map(({ name, email }) => ({
            key: email,
            cells: [
              name,
              email,
              admins.length === 1 ? "The last one stays" : (
                <ConfirmedForm
                  action={PATH}
                  fields={{ do: "remove_admin", email }}
                  ask="Remove"
                  confirm={`Remove ${name}`}
                >
                  They are signed out at once and cannot sign in again.
                </ConfirmedForm>
              ),
            ],
          }))}
        />
        <form class="form offer-form" method="post" action={PATH}>
          <input type="hidden" name="do" value="add_admin" />
          <h3>Add an admin</h3>
          <Field
            name="adminName"
            label="Name"
            required
            maxLength={OFFER_LIMITS.name}
            autocomplete="off"
            value={adding.name}
            error={wrong.adminName}
          />
          <Field
            name="adminEmail"
            label="Email"
            hint="For signing in."
            type="email"
            required
            maxLength={254}
            autocomplete="off"
            value={adding.email}
            error={wrong.adminEmail}
          />
          <div>
            <Button>Add</Button>
          </div>
        </form>
      </section>
    </StaffPage>
  );
});
