import { type Context, HttpError, page } from "fresh";
import { BookingsAhead } from "@/components/offer/BookingsAhead.tsx";
import { FormNotices } from "@/components/offer/FormNotices.tsx";
import { ProfileForm } from "@/components/offer/ProfileForm.tsx";
import { profileFacts } from "@/components/offer/stored_facts.ts";
import { Retiring } from "@/components/offer/Retiring.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { type ArtistId, parseArtistId } from "@/lib/domain/ids.ts";
import type { Outcome, Refusal } from "@/lib/domain/refusal.ts";
import type { Artist } from "@/lib/domain/studio.ts";
import { bookingLink } from "@/lib/http/booking_link.ts";
import { readAccountForm, readProfileForm } from "@/lib/http/offer_forms.ts";
import {
  isRetiring,
  offerFields,
  openForm,
  refusedForm,
  saved,
} from "@/lib/http/offer_page.ts";
import { offerableServices, showProfile } from "@/lib/http/profile_page.ts";
import { statusOf } from "@/lib/http/refusals.ts";
import { define, type State } from "@/lib/http/state.ts";
import { bookingsAhead } from "@/lib/usecases/bookings_ahead.ts";
import {
  addArtist,
  type ArtistDraft,
  editArtist,
  setArtistRetired,
} from "@/lib/usecases/edit_artists.ts";

/** One artist, for an admin; at `/admin/artists/new`, one more. */
export const handler = define.handlers({
  GET: async (ctx) => page(await show(ctx, null)),
  POST: async (ctx) => {
    const body = await offerFields(ctx);
    const typed = body.ok && !isRetiring(body.value)
      ? { ...readProfileForm(body.value), ...readAccountForm(body.value) }
      : null;
    const outcome = body.ok ? await carryOut(ctx, body.value, typed) : body;
    if (outcome.ok) return saved(`/admin/artists/${outcome.value.id}`);
    return page(await show(ctx, { typed, refusal: outcome }), {
      status: statusOf(outcome.code),
    });
  },
});

/** The artist of the address; null at the address for a new one. */
function idOf(ctx: Context<State>): ArtistId | null {
  if (ctx.params.id === "new") return null;
  const id = parseArtistId(ctx.params.id);
  if (id === null) throw new HttpError(404);
  return id;
}

async function carryOut(
  ctx: Context<State>,
  fields: URLSearchParams,
  typed: ArtistDraft | null,
): Promise<Outcome<Artist>> {
  const { deps } = ctx.state.services;
  const actor = ctx.state.staff ?? null;
  const id = idOf(ctx);
  if (id === null) return await addArtist(deps, actor, typed ?? empty(ctx));
  const stamp = fields.get("versionstamp") ?? "";
  return typed === null
    ? await setArtistRetired(
      deps,
      actor,
      id,
      stamp,
      fields.get("do") === "retire",
    )
    : await editArtist(deps, actor, id, stamp, typed);
}

function empty(ctx: Context<State>): ArtistDraft {
  return {
    name: "",
    email: "",
    zone: ctx.state.studio?.zone ?? "UTC",
    bio: "",
    noticeMinutes: "120",
    horizonDays: "60",
    services: [],
  };
}

interface Refused {
  readonly typed: ArtistDraft | null;
  readonly refusal: Refusal;
}

async function show(ctx: Context<State>, refused: Refused | null) {
  const id = idOf(ctx);
  ctx.state.title = "Artist";
  if (id !== null) {
    const shown = await showProfile(ctx, id, true, refused);
    const asked = refused?.refusal.code === "artist_has_bookings";
    return {
      id,
      ...shown,
      ahead: shown.retired || asked ? await aheadOf(ctx, id) : [],
    };
  }
  const draft = empty(ctx);
  return {
    id,
    artist: null,
    retired: false,
    action: ctx.url.pathname,
    services: await offerableServices(ctx),
    ahead: [],
    form: refused
      ? refusedForm(ctx, refused.typed, draft, "", refused.refusal)
      : openForm(ctx, draft, ""),
  };
}

async function aheadOf(ctx: Context<State>, id: ArtistId) {
  const { deps } = ctx.state.services;
  const zone = ctx.state.studio?.zone ?? "UTC";
  return (await bookingsAhead(deps, id))
    .map((one) => bookingLink(one, zone, ctx.state.staff));
}

export default define.page<typeof handler>(({ data, state }) => {
  const { id, artist, retired, action, form } = data;
  return (
    <StaffPage
      studio={state.studio?.name ?? "Visavis"}
      role="admin"
      who={state.staff?.email ?? ""}
      at="artists"
    >
      <PageHeading
        over={<a href="/admin/artists">Artists</a>}
        lede={retired
          ? "Retired: cannot be booked and cannot sign in."
          : id
          ? (
            <a href={`/admin/artists/${id}/hours`}>
              Hours, single days and time away
            </a>
          )
          : "They can sign in at once. Afterwards give them hours, or let them do it."}
      >
        {artist ?? "A new artist"}
      </PageHeading>
      <FormNotices
        said={form.said}
        href={action}
        stored={form.stored ? profileFacts(form.stored) : []}
      />
      <BookingsAhead
        artist={artist ?? ""}
        retired={retired}
        bookings={data.ahead}
      />
      <ProfileForm
        action={action}
        draft={form.draft}
        versionstamp={form.versionstamp}
        wrong={form.said.kind === "refused" ? form.said.fields : {}}
        services={data.services}
        submit={id ? "Save" : "Add the artist"}
      />
      {id && (
        <Retiring
          action={action}
          versionstamp={form.versionstamp}
          retired={retired}
          title={retired ? "Back again" : "Retire"}
          restore={`Let ${artist} be booked again`}
          ask="Retire this artist"
          confirm={`Retire ${artist}`}
        >
          They are signed out at once, cannot sign in and cannot be booked. What
          is booked has to be cancelled or declined first, so that each client
          is told. You can let them back at any time.
        </Retiring>
      )}
    </StaffPage>
  );
});
