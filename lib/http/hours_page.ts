import { type Context, HttpError, page } from "fresh";
import {
  draftOfHours,
  type HoursDraft,
  withoutPast,
} from "@/lib/domain/hours_draft.ts";
import type { ArtistId } from "@/lib/domain/ids.ts";
import type { Refusal } from "@/lib/domain/refusal.ts";
import { formatZone } from "@/lib/time/format.ts";
import { dayOf } from "@/lib/time/openings.ts";
import { bookingsOutside, editHours } from "@/lib/usecases/edit_hours.ts";
import { bookingLink } from "./booking_link.ts";
import { readHoursForm } from "./offer_forms.ts";
import { offerFields, openForm, refusedForm, saved } from "./offer_page.ts";
import { statusOf } from "./refusals.ts";
import type { State } from "./state.ts";

/** An artist's hours, for the artist or an admin: the same form at two addresses. */
export async function showHours(
  ctx: Context<State>,
  id: ArtistId,
  refused:
    | { readonly typed: HoursDraft | null; readonly refusal: Refusal }
    | null = null,
) {
  const { deps } = ctx.state.services;
  const stored = await deps.offerBook.artist(id);
  if (stored === null) throw new HttpError(404);
  const { value: artist, versionstamp } = stored;
  const now = deps.clock.now();
  const draft = withoutPast(draftOfHours(artist), dayOf(now, artist.zone));
  return {
    artist: artist.name,
    zone: formatZone(now, artist.zone),
    action: ctx.url.pathname,
    form: refused
      ? refusedForm(ctx, refused.typed, draft, versionstamp, refused.refusal)
      : openForm(ctx, draft, versionstamp),
    outside: (await bookingsOutside(deps, artist))
      .map((one) => bookingLink(one, artist.zone, ctx.state.staff)),
  };
}

/** Saves the form and shows the page anew, or shows it with what was typed and why not. */
export async function saveHours(ctx: Context<State>, id: ArtistId) {
  const body = await offerFields(ctx);
  const typed = body.ok ? readHoursForm(body.value) : null;
  const outcome = body.ok && typed
    ? await editHours(
      ctx.state.services.deps,
      ctx.state.staff ?? null,
      id,
      body.value.get("versionstamp") ?? "",
      typed,
    )
    : body;
  if (outcome.ok) return saved(ctx.url.pathname);
  const data = await showHours(ctx, id, { typed, refusal: outcome });
  return page(data, { status: statusOf(outcome.code) });
}
