import { HttpError, page } from "fresh";
import { FormNotices } from "@/components/offer/FormNotices.tsx";
import { ProfileForm } from "@/components/offer/ProfileForm.tsx";
import { profileFacts } from "@/components/offer/stored_facts.ts";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { readProfileForm } from "@/lib/http/offer_forms.ts";
import { offerFields, saved } from "@/lib/http/offer_page.ts";
import { showProfile } from "@/lib/http/profile_page.ts";
import { statusOf } from "@/lib/http/refusals.ts";
import { define } from "@/lib/http/state.ts";
import { editProfile } from "@/lib/usecases/edit_artists.ts";

/** What artists say of themselves. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "My profile";
    const { staff } = ctx.state;
    if (staff?.role !== "artist") throw new HttpError(404);
    return page(await showProfile(ctx, staff.artistId, false));
  },
  POST: async (ctx) => {
    ctx.state.title = "My profile";
    const { staff } = ctx.state;
    if (staff?.role !== "artist") throw new HttpError(404);
    const body = await offerFields(ctx);
    const typed = body.ok ? readProfileForm(body.value) : null;
    const outcome = body.ok && typed
      ? await editProfile(
        ctx.state.services.deps,
        staff,
        staff.artistId,
        body.value.get("versionstamp") ?? "",
        typed,
      )
      : body;
    if (outcome.ok) return saved(ctx.url.pathname);
    const refused = { typed, refusal: outcome };
    return page(await showProfile(ctx, staff.artistId, false, refused), {
      status: statusOf(outcome.code),
    });
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="artist"
    who={data.artist}
    at="profile"
  >
    <PageHeading lede="Your name and the address for signing in are the studio's to change.">
      Your profile
    </PageHeading>
    <FormNotices
      said={data.form.said}
      href={data.action}
      stored={data.form.stored ? profileFacts(data.form.stored) : []}
    />
    <ProfileForm
      action={data.action}
      draft={data.form.draft}
      versionstamp={data.form.versionstamp}
      wrong={data.form.said.kind === "refused" ? data.form.said.fields : {}}
      services={data.services}
      submit="Save"
    />
  </StaffPage>
));
