import { type Context, HttpError } from "fresh";
import type { AccountDraft, ProfileDraft } from "@/lib/domain/artist_draft.ts";
import { draftOfProfile } from "@/lib/domain/artist_draft.ts";
import type { ArtistId } from "@/lib/domain/ids.ts";
import type { Refusal } from "@/lib/domain/refusal.ts";
import { openForm, refusedForm } from "./offer_page.ts";
import type { State } from "./state.ts";

/** A profile as a form shows it; an admin's has the account beside it. */
export type ShownProfile = ProfileDraft & Partial<AccountDraft>;

/** What can be offered: retired services are not shown, and stay with whoever made them. */
export async function offerableServices(ctx: Context<State>) {
  return (await ctx.state.services.deps.directory.services())
    .filter((service) => !service.retired)
    .map(({ id, name }) => ({ id: id as string, name }));
}

/** One artist's profile, as it is stored or as it was typed and refused. */
export async function showProfile(
  ctx: Context<State>,
  id: ArtistId,
  withAccount: boolean,
  refused:
    | { readonly typed: ShownProfile | null; readonly refusal: Refusal }
    | null = null,
) {
  const stored = await ctx.state.services.deps.offerBook.artist(id);
  if (stored === null) throw new HttpError(404);
  const { value: artist, versionstamp } = stored;
  const draft: ShownProfile = {
    ...draftOfProfile(artist),
    ...(withAccount ? { name: artist.name, email: artist.email } : {}),
  };
  return {
    artist: artist.name,
    retired: artist.retired,
    action: ctx.url.pathname,
    services: await offerableServices(ctx),
    form: refused
      ? refusedForm(ctx, refused.typed, draft, versionstamp, refused.refusal)
      : openForm(ctx, draft, versionstamp),
  };
}
