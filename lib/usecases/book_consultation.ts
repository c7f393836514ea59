import type {
  Client,
  Consultation,
  IntakeAnswer,
  Requested,
} from "@/lib/domain/consultation.ts";
import type { ArtistId, PhotoId, ServiceId } from "@/lib/domain/ids.ts";
import { DAY, type Instant, MINUTE } from "@/lib/domain/instant.ts";
import { PHOTO_LIMITS } from "@/lib/domain/photo.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { cellsOf, isOnGrid, MAX_CELLS, nearest } from "@/lib/domain/slot.ts";
import { type Artist, offers, type Service } from "@/lib/domain/studio.ts";
import type { Deps, Intent } from "@/lib/ports.ts";
import { deliver } from "./deliver_outbox.ts";
import { mailed } from "./mailed.ts";
import { offeredSlots } from "./offered_slots.ts";

export interface BookingWish {
  readonly artistId: ArtistId;
  readonly serviceId: ServiceId;
  readonly startsAt: Instant;
  readonly client: Client;
  readonly intake: readonly IntakeAnswer[];
  readonly photos: readonly PhotoId[];
  /** Where the photos lie until they are claimed. */
  readonly basket?: string | null;
  /** The hash of a form and of all that was in it: it books once, however often it is sent. */
  readonly pressed?: string | null;
}

/** What a booking has come to: with a form that was sent before, whatever became of it since. */
export type Booked = Pick<Consultation, "id" | "artistId">;

/**
 * Claims the slot and sends the request to the artist, in one write. A form that
 * is sent a second time, or twice at one moment, finds the first one's booking.
 * The mails go out after the answer: whoever has pressed waits for no mail
 * account, and what is not sent when a process ends, the sweep sends.
 */
export async function bookConsultation(
  deps: Deps,
  wish: BookingWish,
): Promise<Outcome<Booked>> {
  const booked = await bookAnew(deps, wish);
  if (booked.ok) return booked;
  // What this one misses, the other press may have taken.
  const before = wish.pressed
    ? await deps.consultations.bookedBy(wish.pressed)
    : null;
  return before === null ? booked : ok(before);
}

async function bookAnew(
  deps: Deps,
  wish: BookingWish,
): Promise<Outcome<Requested>> {
  const [artist, service] = await Promise.all([
    deps.directory.artist(wish.artistId),
    deps.directory.service(wish.serviceId),
  ]);
  if (!artist || !service || !offers(artist, service)) {
    return refuse("slot_invalid");
  }
  if (wish.photos.length > PHOTO_LIMITS.most) return refuse("too_many_photos");
  const endsAt = wish.startsAt + service.minutes * MINUTE;
  const heldUntil = endsAt + service.bufferMinutes * MINUTE;
  const cells = cellsOf({ from: wish.startsAt, to: heldUntil });
  if (!isOnGrid(wish.startsAt) || cells.length > MAX_CELLS) {
    return refuse("slot_invalid");
  }
  const free = await slotsAround(deps, artist, service, wish.startsAt);
  if (!free.includes(wish.startsAt)) {
    return await taken(deps, artist, service, wish.startsAt, free);
  }

  const consultation: Requested = {
    state: "requested",
    id: deps.secrets.consultationId(),
    version: 1,
    artistId: artist.id,
    serviceId: service.id,
    serviceName: service.name,
    client: wish.client,
    startsAt: wish.startsAt,
    endsAt,
    heldUntil,
    intake: wish.intake,
    photos: [...new Set(wish.photos)],
    requestedAt: deps.clock.now(),
  };
  const about = mailed(consultation, artist);
  const intents: Intent[] = [
    {
      id: deps.secrets.ulid(),
      mail: {
        kind: "request_received",
        to: wish.client.email,
        consultation: about,
      },
    },
    {
      id: deps.secrets.ulid(),
      mail: {
        kind: "request_to_artist",
        to: artist.email,
        consultation: about,
      },
    },
  ];
  const booked = await deps.consultations.book(
    consultation,
    intents,
    wish.basket ?? null,
    wish.pressed ?? null,
  );
  if (booked === "photo_expired") return refuse("photo_expired");
  if (booked === "slot_taken") {
    return await taken(deps, artist, service, wish.startsAt);
  }
  deps.aside(deliver(deps, intents));
  return { ok: true, value: consultation };
}

function slotsAround(
  deps: Deps,
  artist: Artist,
  service: Service,
  startsAt: Instant,
): Promise<Instant[]> {
  return offeredSlots(deps, artist, service, {
    from: startsAt - 2 * DAY,
    to: startsAt + 2 * DAY,
  });
}

/** With the nearest free times, however far they are: the whole diary is read only where nothing is near. */
async function taken(
  deps: Deps,
  artist: Artist,
  service: Service,
  startsAt: Instant,
  near?: readonly Instant[],
) {
  const around = near ?? await slotsAround(deps, artist, service, startsAt);
  const now = deps.clock.now();
  const free = around.length > 0
    ? around
    : await offeredSlots(deps, artist, service, {
      from: now,
      to: now + artist.horizonDays * DAY,
    });
  return refuse("slot_taken", { alternatives: nearest(startsAt, free, 3) });
}
