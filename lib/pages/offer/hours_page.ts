import type { Context } from "fresh";
import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import { draftOfHours, withoutPast } from "@/lib/domain/offer/hours_draft.ts";
import type { State } from "@/lib/http/state.ts";
import { bookingLink } from "@/lib/pages/booking/booking_link.ts";
import { formatZone } from "@/lib/time/format.ts";
import { dayOf } from "@/lib/time/openings.ts";
import { bookingsOutside, editHours } from "@/lib/usecases/offer/edit_hours.ts";
import { readHoursForm } from "./offer_forms.ts";
import { offerPage, savedAt } from "./offer_page.ts";
import { storedArtist } from "./stored_artist.ts";

/** An artist's hours, for the artist or an admin: the same form at two URLs. */
export function hoursPage(
  title: string,
  idOf: (ctx: Context<State>) => ArtistId,
) {
  return offerPage({
    read: (ctx) => readHours(ctx, { id: idOf(ctx), title }),
    typed: readHoursForm,
    save: async (ctx, { typed, versionstamp }) => {
      const { staff = null, services: { deps } } = ctx.state;
      const id = idOf(ctx);
      const saved = await editHours(deps, {
        actor: staff,
        id,
        versionstamp,
        draft: typed,
      });
      return savedAt(saved, () => ctx.url.pathname);
    },
  });
}

async function readHours(
  ctx: Context<State>,
  { id, title }: { readonly id: ArtistId; readonly title: string },
) {
  const { staff, services: { deps } } = ctx.state;
  const { value: artist, versionstamp } = await storedArtist(ctx, id);
  const now = deps.clock.now();
  return {
    title,
    draft: withoutPast(draftOfHours(artist), dayOf(now, artist.zone)),
    versionstamp,
    artist: artist.name,
    zone: formatZone(now, artist.zone),
    outside: (await bookingsOutside(deps, artist))
      .map((one) => bookingLink(one, { zone: artist.zone, staff })),
  };
}
