import { type Context, page } from "fresh";
import { BookingSteps } from "@/components/booking/BookingSteps.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { MINUTE } from "@/lib/domain/instant.ts";
import {
  ok,
  type Outcome,
  type Refusal,
  refuse,
} from "@/lib/domain/refusal.ts";
import type { Photo } from "@/lib/domain/photo.ts";
import { basketOf } from "@/lib/http/basket.ts";
import {
  pressOf,
  readBookingForm,
  readDetails,
} from "@/lib/http/booking_form.ts";
import {
  bookHref,
  chosenAgain,
  readBookingPage,
  readChosen,
} from "@/lib/http/booking_page.ts";
import { peerOf } from "@/lib/http/peer.ts";
import { statusOf, wordsFor } from "@/lib/http/refusals.ts";
import { define, type State } from "@/lib/http/state.ts";
import { numberGiven } from "@/lib/usecases/text_messages.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import { bookWithAnyone } from "@/lib/usecases/book_with_anyone.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Book a consultation";
    const basket = await basketOf(ctx);
    const photos = basket === null
      ? []
      : await ctx.state.services.deps.photos.staged(basket);
    return page(await show(ctx, ctx.url.searchParams, null, photos, false));
  },

  POST: async (ctx) => {
    ctx.state.title = "Book a consultation";
    const { photos } = ctx.state.services.deps;
    const headers = new Headers();
    const form = await readBookingForm(ctx, headers);
    const { fields } = form;
    const keptPhotos = async () => {
      // Only what the form still carries: a picture that was taken off it stays off.
      const wanted = fields.getAll("photo") as readonly string[];
      const staged = form.basket ? await photos.staged(form.basket) : [];
      return staged.filter(({ id }) => wanted.includes(id));
    };
    const again = form.refusal === null ? chosenAgain(fields) : null;
    if (again !== null) {
      const shown = await show(ctx, again, null, await keptPhotos(), true);
      return page(shown, { headers });
    }
    const booked = form.refusal ?? await book(ctx, fields, form.basket);
    if (!booked.ok) {
      const { retryAfterSeconds } = booked.facts;
      if (retryAfterSeconds) {
        headers.set("retry-after", String(retryAfterSeconds));
      }
      const shown = await show(ctx, fields, booked, await keptPhotos(), true);
      return page(shown, {
        status: statusOf(booked.code),
        headers,
      });
    }
    headers.set("location", `/book/sent?artist=${booked.value}`);
    return new Response(null, { status: 303, headers });
  },
});

/** Books what the form says; answers with the artist. */
async function book(
  ctx: Context<State>,
  fields: URLSearchParams,
  basket: string | null,
): Promise<Outcome<string>> {
  const { deps } = ctx.state.services;
  const pressed = await pressOf(ctx, fields);
  const before = pressed && await deps.consultations.bookedBy(pressed);
  if (before) return ok(before.artistId);
  const { service, artists, anyone, startsAt } = await readChosen(
    deps,
    fields,
    zoneOf(ctx),
  );
  const details = readDetails(
    fields,
    service?.questions ?? [],
    deps.texter !== null,
  );
  if (!details.ok) return details;
  const wait = await deps.rateLimits.take(
    `book ${peerOf(ctx)}`,
    20,
    10 * MINUTE,
  );
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const named = await numberGiven(deps, details.value.client.phone);
  if (named !== null) return named;
  const artist = artists[0];
  if (!service || !artist || startsAt === null) return refuse("slot_invalid");
  const wish = {
    serviceId: service.id,
    startsAt,
    ...details.value,
    basket,
    pressed,
  };
  const booked = anyone
    ? await bookWithAnyone(deps, wish)
    : await bookConsultation(deps, { ...wish, artistId: artist.id });
  return booked.ok ? { ok: true, value: booked.value.artistId } : booked;
}

async function show(
  ctx: Context<State>,
  fields: URLSearchParams,
  refusal: Refusal | null,
  photos: readonly Photo[],
  sent: boolean,
) {
  const { deps } = ctx.state.services;
  return {
    ...await readBookingPage(deps, fields, zoneOf(ctx), refusal, photos, sent),
    refusal: refusal && { refusal, words: wordsFor(refusal) },
  };
}

function zoneOf(ctx: Context<State>): string {
  return ctx.state.studio?.zone ?? "UTC";
}

export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame
    studio={state.studio?.name ?? "Visavis"}
    homeHref="/"
  >
    <BookingSteps {...data} hrefFor={bookHref} />
  </StudioFrame>
));
