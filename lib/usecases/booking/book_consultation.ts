import type {
  Client,
  Consultation,
  IntakeAnswer,
  Requested,
} from "@/lib/domain/consultation/consultation.ts";
import type {
  ArtistId,
  ConsultationId,
  PhotoId,
  ServiceId,
} from "@/lib/domain/basic/ids.ts";
import {
  DAY,
  type Instant,
  MINUTE,
  SECOND,
} from "@/lib/domain/basic/instant.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { answerBy } from "@/lib/domain/booking/request_hold.ts";
import { OPEN_REQUESTS } from "@/lib/domain/booking/request_limits.ts";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import {
  cellsOf,
  isOnGrid,
  MAX_CELLS,
  nearest,
} from "@/lib/domain/booking/slot.ts";
import {
  type Artist,
  offers,
  type Service,
} from "@/lib/domain/offer/studio.ts";
import type { Deps, Intent } from "@/lib/ports/mod.ts";
import { deliver } from "@/lib/usecases/messages/deliver_outbox.ts";
import { mailView } from "@/lib/usecases/messages/mail_view.ts";
import { offeredSlots } from "./offered_slots.ts";

export interface BookingRequest {
  /** Its id, if a place is kept for it already. */
  readonly id?: ConsultationId;
  readonly artistId: ArtistId;
  readonly serviceId: ServiceId;
  readonly startsAt: Instant;
  readonly client: Client;
  readonly intake: readonly IntakeAnswer[];
  readonly photos: readonly PhotoId[];
  /** The upload session that holds the photos until they are claimed. */
  readonly uploadSession?: string | null;
  /** The hash of a form and everything in it: it books once, however often it is sent. */
  readonly idempotencyKey?: string | null;
}

/** The result of a booking form; for one that was sent before, the current state of that booking. */
export type Booked = Pick<Consultation, "id" | "artistId" | "startsAt">;

/**
 * Claims the slot and sends the request to the artist, in one write. The mails
 * go out after the response, so nobody waits for a mail provider; what is not
 * sent when a process ends, the sweep sends.
 */
export async function bookConsultation(
  deps: Deps,
  request: BookingRequest,
): Promise<Outcome<Requested>> {
  const [artist, service] = await Promise.all([
    deps.catalog.artist(request.artistId),
    deps.catalog.service(request.serviceId),
  ]);
  if (!artist || !service || !offers(artist, service)) {
    return refuse("slot_invalid");
  }
  if (request.photos.length > PHOTO_LIMITS.most) {
    return refuse("too_many_photos");
  }
  const endsAt = request.startsAt + service.minutes * MINUTE;
  const heldUntil = endsAt + service.bufferMinutes * MINUTE;
  const cells = cellsOf({ from: request.startsAt, to: heldUntil });
  if (!isOnGrid(request.startsAt) || cells.length > MAX_CELLS) {
    return refuse("slot_invalid");
  }
  const wanted = { artist, service, startsAt: request.startsAt };
  const free = await slotsAround(deps, wanted);
  if (!free.includes(request.startsAt)) {
    return await taken(deps, wanted, { near: free });
  }

  const secret = deps.secrets.secret();
  const consultation: Requested = {
    state: "requested",
    id: request.id ?? deps.secrets.consultationId(),
    version: 1,
    artistId: artist.id,
    serviceId: service.id,
    serviceName: service.name,
    ...(service.prepare ? { prepare: service.prepare } : {}),
    client: request.client,
    startsAt: request.startsAt,
    endsAt,
    heldUntil,
    intake: request.intake,
    photos: [...new Set(request.photos)],
    requestedAt: deps.clock.now(),
    requestLinks: [await deps.secrets.hash(secret)],
  };
  const place = { artist: artist.id };
  const [full, together] = await Promise.all([
    deps.requestQuotas.take(place, {
      id: consultation.id,
      form: request.idempotencyKey ?? null,
      until: answerBy(consultation),
      most: OPEN_REQUESTS.artist,
    }),
    // More than a few at once reach the artist together
    // (`request_digests.ts`).
    deps.rateLimits.take(RATE_LIMITS.requestMails, artist.id),
  ]);
  if (full > 0) return refuse("requests_full", { retryAfterSeconds: full });
  const about = mailView(consultation, artist);
  const intents: Intent[] = [
    {
      id: deps.secrets.ulid(),
      mail: {
        kind: "request_received",
        to: request.client.email,
        consultation: about,
        secret,
      },
    },
    ...(together > 0 ? [] : [{
      id: deps.secrets.ulid(),
      mail: {
        kind: "request_to_artist",
        to: artist.email,
        consultation: about,
      } as const,
    }]),
  ];
  const booked = await deps.consultations.book(consultation, intents, {
    uploadSession: request.uploadSession ?? null,
    idempotencyKey: request.idempotencyKey ?? null,
    digestAt: together > 0 ? deps.clock.now() + together * SECOND : null,
  });
  if (booked !== "booked" && !await isBookedByTwin(deps, request)) {
    await deps.requestQuotas.release(place, consultation.id);
  }
  if (booked === "photo_expired") return refuse("photo_expired");
  if (booked === "slot_taken") {
    return await taken(deps, wanted, { near: await slotsAround(deps, wanted) });
  }
  deps.runInBackground(() => deliver(deps, intents));
  return { ok: true, value: consultation };
}

/** Whether a repeat of the same form has booked; the place may be its own. */
async function isBookedByTwin(
  { consultations }: Pick<Deps, "consultations">,
  { idempotencyKey }: BookingRequest,
): Promise<boolean> {
  return typeof idempotencyKey === "string" &&
    await consultations.findByIdempotencyKey(idempotencyKey) !== null;
}

interface Wanted {
  readonly artist: Artist;
  readonly service: Service;
  readonly startsAt: Instant;
}

function slotsAround(
  deps: Deps,
  { artist, service, startsAt }: Wanted,
): Promise<Instant[]> {
  const span = { from: startsAt - 2 * DAY, to: startsAt + 2 * DAY };
  return offeredSlots(deps, { artist, service, span });
}

/**
 * With the nearest free times, however far away: the whole calendar is read
 * only if nothing is near.
 */
async function taken(
  deps: Deps,
  { artist, service, startsAt }: Wanted,
  { near }: { readonly near: readonly Instant[] },
) {
  const now = deps.clock.now();
  const ahead = { from: now, to: now + artist.horizonDays * DAY };
  const free = near.length > 0
    ? near
    : await offeredSlots(deps, { artist, service, span: ahead });
  return refuse("slot_taken", {
    alternatives: nearest(startsAt, free, { count: 3 }),
  });
}
