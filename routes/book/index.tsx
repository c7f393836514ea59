import { type Context, page } from "fresh";
import { BookingSteps } from "@/components/booking/BookingSteps.tsx";
import { parsePhotoId } from "@/lib/domain/basic/ids.ts";
import type { Photo } from "@/lib/domain/booking/photo.ts";
import { ok, type Refusal } from "@/lib/http/refusal.ts";
import { uploadSessionOf } from "@/lib/pages/booking/upload_session.ts";
import {
  type BookingForm,
  idempotencyKeyOf,
  readBookingForm,
  readDetails,
} from "@/lib/pages/booking/booking_form.ts";
import {
  bookHref,
  type BookingChoices,
  fieldsToChooseAgain,
  readBookingPage,
  readChosen,
} from "@/lib/pages/booking/booking_page.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import { orStoreRefusal } from "@/lib/http/api.ts";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";
import { refusedPage, wordsFor } from "@/lib/http/refusals.ts";
import { define, type State, studioZone } from "@/lib/http/state.ts";
import { requestBooking } from "@/lib/usecases/booking/request_booking.ts";
import { booking } from "@/words/booking.ts";
import { home } from "@/words/home.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = booking.title;
    ctx.state.preview = home.preview;
    const uploadSession = await uploadSessionOf(ctx);
    const fields = ctx.url.searchParams;
    const [photos, chosen] = await Promise.all([
      uploadSession === null
        ? []
        : ctx.state.services.deps.photos.staged(uploadSession),
      chosenIn(ctx, fields),
    ]);
    return page(
      await show(ctx, { chosen, fields, refusal: null, photos, sent: false }),
    );
  },

  POST: async (ctx) => {
    ctx.state.title = booking.title;
    const { deps } = ctx.state.services;
    const headers = new Headers();
    const form = await readBookingForm(ctx, headers);
    const again = form.refusal === null
      ? fieldsToChooseAgain(form.fields)
      : null;
    const fields = again ?? form.fields;
    const chosen = await chosenIn(ctx, fields);
    const showForm = async (refusal: Refusal | null) => {
      const photos = await stillAdded(ctx, form);
      return await show(ctx, { chosen, fields, refusal, photos, sent: true });
    };
    if (again !== null) return page(await showForm(null), { headers });
    const sent = {
      choices: chosen,
      details: readDetails(fields, {
        questions: chosen.service?.questions ?? [],
        texts: deps.smsSender !== null,
      }),
      uploadSession: form.uploadSession,
      idempotencyKey: await idempotencyKeyOf(ctx, fields),
    };
    const address = remoteAddressOf(ctx);
    const booked = form.refusal ??
      await orStoreRefusal(() => requestBooking(deps, { address, form: sent }));
    if (!booked.ok) {
      const { status, headers: waits } = refusedPage(booked);
      for (const [name, value] of waits) headers.set(name, value);
      return page(await showForm(booked), { status, headers });
    }
    const { artistId, startsAt } = booked.value;
    const asked = new URLSearchParams({
      artist: artistId,
      at: iso(startsAt),
      zone: chosen.zone,
    });
    const response = ctx.redirect(`/book/sent?${asked}`, 303);
    for (const [name, value] of headers) response.headers.append(name, value);
    return response;
  },
});

/**
 * Only what the form still carries: a photo that was removed from it stays
 * removed. If the store fails, what it names.
 */
async function stillAdded(
  { state: { services: { deps } } }: Context<State>,
  { fields, uploadSession }: BookingForm,
): Promise<readonly Pick<Photo, "id">[]> {
  if (uploadSession === null) return [];
  const named = fields.getAll("photo").map(parsePhotoId)
    .filter((id) => id !== null);
  const staged = await orStoreRefusal(async () =>
    ok(await deps.photos.staged(uploadSession))
  );
  return staged.ok
    ? staged.value.filter(({ id }) => named.includes(id))
    : named.map((id) => ({ id }));
}

function chosenIn(
  ctx: Context<State>,
  params: URLSearchParams,
): Promise<BookingChoices> {
  const { deps } = ctx.state.services;
  return readChosen(deps, { params, studioZone: zoneOf(ctx) });
}

async function show(
  ctx: Context<State>,
  shown: Parameters<typeof readBookingPage>[1],
) {
  const { refusal } = shown;
  return {
    ...await readBookingPage(ctx.state.services.deps, shown),
    refusal: refusal && { refusal, words: wordsFor(refusal) },
  };
}

function zoneOf(ctx: Context<State>): string {
  return studioZone(ctx.state);
}

export default define.page<typeof handler>(({ data, state }) => (
  <BookingSteps
    {...data}
    hrefFor={bookHref}
    scripts={state.services.assetUrls}
  />
));
