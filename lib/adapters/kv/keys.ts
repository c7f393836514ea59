/**
 * Every key of the store, on one screen. `consultations` is the only truth about
 * a consultation; whatever is called `…_by_…` holds ids, never copies.
 */
import type { ArtistId, ConsultationId, PhotoId } from "@/lib/domain/ids.ts";
import type { Instant } from "@/lib/domain/instant.ts";
import type { Party } from "@/lib/domain/presence.ts";
import type { Topic } from "@/lib/ports.ts";

export const keys = {
  // Written by consultations.ts
  consultation: (id: ConsultationId) => ["consultations", id],
  slot: (artist: ArtistId, cell: Instant) => ["slots", artist, cell],
  byArtist: (artist: ArtistId, startsAt: Instant, id: ConsultationId) => [
    "consultations_by_artist",
    artist,
    startsAt,
    id,
  ],
  byStart: (startsAt: Instant, id: ConsultationId) => [
    "consultations_by_start",
    startsAt,
    id,
  ],
  /** Only while something is still to happen to it: what the sweep looks at. */
  unfinished: (startsAt: Instant, id: ConsultationId) => [
    "unfinished",
    startsAt,
    id,
  ],
  byRoom: (roomName: string) => ["consultations_by_room", roomName],
  /** Proof that a write with this id was applied, for when its answer is lost. */
  operation: (id: string) => ["operations", id],

  // Written by photos.ts, and with the booking that claims them
  /** A picture exists once this does; its bytes lie beside it. */
  photo: (id: PhotoId) => ["photos", id],
  photoChunk: (id: PhotoId, at: number) => ["photo_chunks", id, at],
  photoBasket: (basket: string) => ["photo_baskets", basket],

  // Written by presence.ts
  presence: (id: ConsultationId, party: Party) => ["presence", id, party],

  /** A counter raised by every change that someone may be watching for. */
  pulse: (topic: Topic) =>
    "consultation" in topic
      ? ["pulses", "consultation", topic.consultation]
      : ["pulses", "artist", topic.artist],

  // Written with the state that causes them; read by outbox.ts
  outbox: (id: string) => ["outbox", id],
  /** Which row is due when; changes with the row, in one write. */
  outboxDue: (at: Instant, id: string) => ["outbox_due", at, id],
  deadLetter: (id: string) => ["dead_letters", id],
  mailbox: (id: string) => ["mailbox", id],

  // Written by reminder_stops.ts; both name an address by its hash alone
  reminderToken: (hash: string) => ["reminder_tokens", hash],
  remindersStopped: (address: string) => ["reminders_stopped", address],

  // Written by sms_stops.ts; a number is named by its hash alone
  smsStopped: (number: string) => ["sms_stopped", number],
  /** A message that was sent to us, by Twilio's id. */
  smsHeard: (messageId: string) => ["sms_heard", messageId],

  // Written by sessions.ts and sign_ins.ts
  session: (hash: string) => ["sessions", hash],
  signIn: (id: string) => ["sign_ins", id],
  signInByLink: (hash: string) => ["sign_ins_by_link", hash],
  /** Written by calendar_feeds.ts: secrets by their hashes alone. */
  calendarFeed: (artist: ArtistId) => ["calendar_feeds", artist],
  calendarFeedByHash: (hash: string) => ["calendar_feeds_by_hash", hash],
  /** A sent booking form, by its hash alone: what came of it. */
  bookedBy: (pressed: string) => ["booked_by", pressed],
  rate: (name: string, window: number) => ["rates", name, window],

  // Written by the seed, and by offer_book.ts for the pages
  studio: () => ["studio"],
  artist: (id: ArtistId) => ["artists", id],
  service: (id: string) => ["services", id],
  staffByEmail: (email: string) => ["staff_by_email", email],

  // Written by the embedded rooms and by Twilio's callbacks
  embeddedRooms: (...rest: string[]) => ["embedded_rooms", ...rest],
  acceptedTwilioKey: () => ["accepted_twilio_key"],
  callback: (roomSid: string, sequence: number) => [
    "callbacks",
    roomSid,
    sequence,
  ],
} as const satisfies Record<string, (...args: never[]) => Deno.KvKey>;
