import type { Context } from "fresh";
import { draftOfProfile } from "@/lib/domain/offer/artist_draft.ts";
import type { State } from "@/lib/http/state.ts";
import { signedInArtist } from "@/lib/pages/staff/signed_in_artist.ts";
import { editProfile } from "@/lib/usecases/offer/edit_artists.ts";
import { readProfileForm } from "./offer_forms.ts";
import { offerPage, savedAt } from "./offer_page.ts";
import { storedArtist } from "./stored_artist.ts";

/** What artists say about themselves. */
export const profilePage = offerPage({
  read: async (ctx) => {
    const { value, versionstamp } = await storedArtist(
      ctx,
      signedInArtist(ctx).id,
    );
    return {
      title: "My profile",
      draft: draftOfProfile(value),
      versionstamp,
      services: await offerableServices(ctx),
    };
  },
  typed: readProfileForm,
  save: async (ctx, { typed, versionstamp }) => {
    const { staff = null, services: { deps } } = ctx.state;
    const { id } = signedInArtist(ctx);
    const saved = await editProfile(deps, {
      actor: staff,
      id,
      versionstamp,
      draft: typed,
    });
    return savedAt(saved, () => ctx.url.pathname);
  },
});

/** What can be offered: retired services are not shown, and stay with the artists who offered them. */
export async function offerableServices(ctx: Context<State>) {
  return (await ctx.state.services.deps.catalog.services())
    .filter((service) => !service.retired)
    .map(({ id, name }) => ({ id: id as string, name }));
}
