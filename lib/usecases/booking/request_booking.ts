import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { DAY, type Instant } from "@/lib/domain/basic/instant.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { emailKey } from "@/lib/domain/basic/email.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { answerBy } from "@/lib/domain/booking/request_hold.ts";
import { OPEN_REQUESTS } from "@/lib/domain/booking/request_limits.ts";
import type { Artist, Service } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { verifiedPhone } from "@/lib/usecases/messages/sms_intents.ts";
import { bookAnyArtist } from "./book_any_artist.ts";
import {
  bookConsultation,
  type Booked,
  type BookingRequest,
} from "./book_consultation.ts";

/** A booking form as submitted: the choices and the typed details. */
export interface SentBookingForm
  extends Required<Pick<BookingRequest, "uploadSession" | "idempotencyKey">> {
  readonly choices: {
    readonly service: Service | null;
    /** The artists: nobody is chosen yet, one, or all of them for "anyone". */
    readonly artists: readonly Artist[];
    readonly anyone: boolean;
    readonly startsAt: Instant | null;
  };
  /** Refused with the errors of each field. */
  readonly details: Outcome<
    Pick<BookingRequest, "client" | "intake" | "photos">
  >;
}

/**
 * Books what the form says, once: a form that is sent a second time, or twice
 * at the same moment, finds the first booking, and is not counted again.
 */
export async function requestBooking(
  deps: Deps,
  { address, form }: {
    /** The form's network address; many people may share it. */
    readonly address: string;
    readonly form: SentBookingForm;
  },
): Promise<Outcome<Booked>> {
  const { idempotencyKey } = form;
  const earlier = () =>
    idempotencyKey
      ? deps.consultations.findByIdempotencyKey(idempotencyKey)
      : Promise.resolve(null);
  const before = await earlier();
  if (before !== null) return ok(before);
  const booked = await book(deps, { address, form });
  if (booked.ok) return booked;
  // If this one fails, the other submit may have taken the slot.
  const meanwhile = await earlier();
  return meanwhile === null ? booked : ok(meanwhile);
}

async function book(
  deps: Deps,
  { address, form }: {
    readonly address: string;
    readonly form: SentBookingForm;
  },
): Promise<Outcome<Booked>> {
  const { choices, details, uploadSession, idempotencyKey } = form;
  if (!details.ok) return details;
  const wait = await deps.rateLimits.take(RATE_LIMITS.bookings, address);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const named = await verifiedPhone(deps, details.value.client.phone);
  if (named !== null) return named;
  const { service, artists: [artist], anyone, startsAt } = choices;
  if (!service || !artist || startsAt === null) return refuse("slot_invalid");
  const request = {
    serviceId: service.id,
    startsAt,
    ...details.value,
    uploadSession,
    idempotencyKey,
  };
  const { email } = details.value.client;
  return await withinOpenRequests(
    deps,
    { email, startsAt, idempotencyKey },
    (id) =>
      anyone
        ? bookAnyArtist(deps, { ...request, id })
        : bookConsultation(deps, { ...request, id, artistId: artist.id }),
  );
}

/**
 * Books only with a place among the client's and the studio's open requests,
 * and among the mails of the day to this address, which a stranger may have
 * typed. A repeat of the same form shares the place of the first.
 */
async function withinOpenRequests(
  deps: Deps,
  { email: typed, startsAt, idempotencyKey: form }: {
    readonly email: string;
    readonly startsAt: Instant;
    readonly idempotencyKey: string | null;
  },
  book: (id: ConsultationId) => Promise<Outcome<Booked>>,
): Promise<Outcome<Booked>> {
  const now = deps.clock.now();
  const email = emailKey(typed);
  const id = deps.secrets.consultationId();
  const until = answerBy({ requestedAt: now, startsAt });
  const { client, recipientPerDay, studio } = OPEN_REQUESTS;
  const places = [
    { scope: { client: email }, until, most: client },
    {
      scope: { recipient: email },
      until: now + DAY,
      most: recipientPerDay,
    },
    { scope: { studio: true }, until, most: studio },
  ] as const;
  const take = ({ scope, ...place }: typeof places[number]) =>
    deps.requestQuotas.take(scope, { id, form, ...place });
  // The client's first: a form that it refuses takes no place from others.
  const [first, ...others] = places;
  const waits = [await take(first)];
  if (waits[0] === 0) waits.push(...await Promise.all(others.map(take)));
  const full = waits.findIndex((wait) => wait > 0);
  const booked: Outcome<Booked> = full < 0 ? await book(id) : refuse(
    "studio" in places[full]!.scope ? "requests_full" : "requests_open",
    {
      retryAfterSeconds: waits[full]!,
    },
  );
  const twin = !booked.ok && form !== null &&
    await deps.consultations.findByIdempotencyKey(form) !== null;
  if (!booked.ok && !twin) {
    await Promise.all(
      places.map(({ scope }) => deps.requestQuotas.release(scope, id)),
    );
  }
  return booked;
}
