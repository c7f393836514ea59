import { type Context, HttpError } from "fresh";
import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import { draftOfProfile } from "@/lib/domain/offer/artist_draft.ts";
import { type State, studioZone } from "@/lib/http/state.ts";
import { bookingLink } from "@/lib/pages/booking/booking_link.ts";
import {
  addArtist,
  type ArtistDraft,
  editArtist,
  setArtistRetired,
} from "@/lib/usecases/offer/edit_artists.ts";
import { upcomingBookings } from "@/lib/usecases/offer/upcoming_bookings.ts";
import { readAccountForm, readProfileForm } from "./offer_forms.ts";
import { offerPage, type RefusedForm, savedAt } from "./offer_page.ts";
import { offerableServices } from "./profile_page.ts";
import { artistIdOf, storedArtist } from "./stored_artist.ts";

type Ctx = Context<State>;

/** One artist, for an admin; at `/admin/artists/new`, a new one. */
export const artistPage = offerPage({
  read: (ctx, refused) => {
    const id = idOf(ctx);
    return id === null ? newArtist(ctx) : readArtist(ctx, { id, refused });
  },
  typed: (fields): ArtistDraft => ({
    ...readProfileForm(fields),
    ...readAccountForm(fields),
  }),
  save: async (ctx, { typed, versionstamp }) => {
    const { staff = null, services: { deps } } = ctx.state;
    const id = idOf(ctx);
    const saved = id === null
      ? await addArtist(deps, { actor: staff, draft: typed })
      : await editArtist(deps, {
        actor: staff,
        id,
        versionstamp,
        draft: typed,
      });
    return savedAt(saved, (artist) => `/admin/artists/${artist.id}`);
  },
  retire: async (ctx, { retired, versionstamp }) => {
    const { staff = null, services: { deps } } = ctx.state;
    const id = idOf(ctx);
    if (id === null) throw new HttpError(404);
    const saved = await setArtistRetired(deps, {
      actor: staff,
      id,
      versionstamp,
      retired,
    });
    return savedAt(saved, () => ctx.url.pathname);
  },
});

/** The artist of the URL; null at the URL for a new one. */
function idOf(ctx: Ctx): ArtistId | null {
  return ctx.params.id === "new" ? null : artistIdOf(ctx);
}

interface ArtistRecord {
  readonly title: string;
  readonly draft: ArtistDraft;
  readonly versionstamp: string;
  /** Null for a new one. */
  readonly artist: { readonly id: ArtistId; readonly name: string } | null;
  readonly retired: boolean;
  readonly services: Awaited<ReturnType<typeof offerableServices>>;
  /** Bookings that need attention before or after the artist is retired. */
  readonly ahead: readonly ReturnType<typeof bookingLink>[];
}

async function newArtist(ctx: Ctx): Promise<ArtistRecord> {
  return {
    title: "Artist",
    draft: {
      name: "",
      email: "",
      zone: studioZone(ctx.state),
      bio: "",
      noticeMinutes: "120",
      horizonDays: "60",
      services: [],
    },
    versionstamp: "",
    artist: null,
    retired: false,
    services: await offerableServices(ctx),
    ahead: [],
  };
}

async function readArtist(
  ctx: Ctx,
  { id, refused }: {
    readonly id: ArtistId;
    readonly refused: RefusedForm | null;
  },
): Promise<ArtistRecord> {
  const { value, versionstamp } = await storedArtist(ctx, id);
  const { name, email, retired } = value;
  const inTheWay = refused?.refusal.code === "artist_has_bookings";
  return {
    title: "Artist",
    draft: { ...draftOfProfile(value), name, email },
    versionstamp,
    artist: { id, name },
    retired,
    services: await offerableServices(ctx),
    ahead: retired || inTheWay ? await bookingsAhead(ctx, id) : [],
  };
}

async function bookingsAhead(ctx: Ctx, id: ArtistId) {
  const { staff, services: { deps } } = ctx.state;
  const zone = studioZone(ctx.state);
  return (await upcomingBookings(deps, id))
    .map((one) => bookingLink(one, { zone, staff }));
}
