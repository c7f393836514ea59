import { type Context, page } from "fresh";
import { BookingSteps } from "@/components/booking/BookingSteps.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { MINUTE } from "@/lib/domain/instant.ts";
import { type Outcome, type Refusal, refuse } from "@/lib/domain/refusal.ts";
import { readClient } from "@/lib/http/booking_form.ts";
import {
  bookHref,
  readBookingPage,
  readChosen,
} from "@/lib/http/booking_page.ts";
import { formBody } from "@/lib/http/form_body.ts";
import { peerOf } from "@/lib/http/peer.ts";
import { statusOf, wordsOf } from "@/lib/http/refusals.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define, type State } from "@/lib/http/state.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Book a consultation";
    return page(await show(ctx, ctx.url.searchParams, null));
  },

  POST: async (ctx) => {
    ctx.state.title = "Book a consultation";
    const body = isSameOrigin(ctx.req, ctx.state.services.config.baseUrl)
      ? await formBody(ctx.req)
      : refuse("cross_site");
    const fields = body.ok ? body.value : new URLSearchParams();
    const booked = body.ok ? await book(ctx, fields) : body;
    if (!booked.ok) {
      return page(await show(ctx, fields, booked), {
        status: statusOf(booked.code),
      });
    }
    const location = `/book/sent?artist=${booked.value}`;
    return new Response(null, { status: 303, headers: { location } });
  },
});

/** Books what the form says; answers with the artist. */
async function book(
  ctx: Context<State>,
  fields: URLSearchParams,
): Promise<Outcome<string>> {
  const { deps } = ctx.state.services;
  const client = readClient(fields);
  if (!client.ok) return client;
  const wait = await deps.rateLimits.take(
    `book ${peerOf(ctx)}`,
    20,
    10 * MINUTE,
  );
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const { service, artist, startsAt } = await readChosen(
    deps,
    fields,
    zoneOf(ctx),
  );
  if (!service || !artist || startsAt === null) return refuse("slot_invalid");
  const booked = await bookConsultation(deps, {
    serviceId: service.id,
    artistId: artist.id,
    startsAt,
    client: client.value,
    intake: [],
    photos: [],
  });
  return booked.ok ? { ok: true, value: artist.id } : booked;
}

async function show(
  ctx: Context<State>,
  fields: URLSearchParams,
  refusal: Refusal | null,
) {
  const { deps } = ctx.state.services;
  const data = await readBookingPage(deps, fields, zoneOf(ctx), refusal);
  return {
    ...data,
    refusal: refusal && { refusal, words: wordsOf(refusal.code) },
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
