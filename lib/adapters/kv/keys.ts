/**
 * Every key and every range of the store. The record under `consultations` is
 * the only source of truth about a consultation; entries named `…_by_…` hold
 * ids, never copies.
 */
import type {
  ArtistId,
  ConsultationId,
  PhotoId,
} from "@/lib/domain/basic/ids.ts";
import type { Instant, Span } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { emailKey } from "@/lib/domain/basic/email.ts";
import type { Topic } from "@/lib/ports/mod.ts";

export const keys = {
  // Written by consultation/
  consultation: (id: ConsultationId) => ["consultations", id],
  slot: (artist: ArtistId, cell: Instant) => ["slots", artist, cell],
  byArtist: (
    artist: ArtistId,
    { startsAt, id }: {
      readonly startsAt: Instant;
      readonly id: ConsultationId;
    },
  ) => [
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
  /** A client is who books with this address; an erased consultation has none. */
  byClient: (
    { client, startsAt, id }: {
      readonly client: { readonly email: string };
      readonly startsAt: Instant;
      readonly id: ConsultationId;
    },
  ) => ["consultations_by_client", emailKey(client.email), startsAt, id],
  /** Written once, by consultation/client_index.ts. */
  clientsIndexed: () => ["clients_indexed"],
  /** Only while something can still happen to it: the sweep reads these. */
  unfinished: (dueAt: Instant, id: ConsultationId) => [
    "unfinished",
    dueAt,
    id,
  ],
  byRoom: (roomName: string) => ["consultations_by_room", roomName],
  /** Proof that a write with this id was applied, for when its answer is lost. */
  operation: (id: string) => ["operations", id],

  // Written by booking/, and with the booking that claims them
  /** A photo exists once this does; its bytes are beside it. */
  photo: (id: PhotoId) => ["photos", id],
  photoChunk: (id: PhotoId, at: number) => ["photo_chunks", id, at],
  uploadSession: (uploadSession: string) => ["photo_baskets", uploadSession],

  /** The unanswered requests of a client (by hash), an artist, or the studio. */
  openRequests: (...scope: string[]) => ["open_requests", ...scope],
  /** When the artist next hears of several requests in one mail. */
  requestDigest: (artist: ArtistId) => ["request_digests", artist],

  // Written by presence.ts
  presence: (id: ConsultationId, party: Party) => ["presence", id, party],

  /** Written by consultation/exchange_rows.ts. */
  exchange: (id: ConsultationId) => ["exchange", id],
  /** Written by chat/chat.ts: several messages a row, so that an erasure is one write. */
  chatPage: (id: ConsultationId, page: number) => ["chat", id, page],
  /** Up to which message the artist has read; written by chat/chat.ts. */
  chatRead: (id: ConsultationId) => ["chat_read", id],
  /** What the artist says about themselves; written by presence.ts. */
  artistStatement: (id: ConsultationId) => ["artist_statements", id],
  /** The artist's live consultation; written with its record. */
  artistCall: (artist: ArtistId) => ["artist_calls", artist],
  /** Written by consultation/stills.ts: the requests, and the list of the pictures. */
  stills: (id: ConsultationId) => ["stills", id],
  /** Written by consultation/private_notes.ts. */
  privateNotes: (id: ConsultationId) => ["private_notes", id],
  /** Written by consultation/look_sheets.ts. */
  lookSheet: (id: ConsultationId) => ["look_sheets", id],

  /** A counter that every watched change increases. */
  pulse: (topic: Topic) =>
    "consultation" in topic
      ? ["pulses", "consultation", topic.consultation]
      : "artist" in topic
      ? ["pulses", "artist", topic.artist]
      : ["pulses", "account", emailKey(topic.account)],

  // Written with the state that causes them; read by messages/outbox.ts
  outbox: (id: string) => ["outbox", id],
  /** Which row is due when; changes with the row, in one write. */
  outboxDue: (at: Instant, id: string) => ["outbox_due", at, id],
  deadLetter: (id: string) => ["dead_letters", id],
  mailbox: (id: string) => ["mailbox", id],
  /** Since when the mail account refuses every mail. */
  mailAccountRefused: () => ["mail_account_refused"],

  // Written by messages/reminder_opt_outs.ts; both name an address by its hash
  // only
  reminderToken: (hash: string) => ["reminder_tokens", hash],
  remindersStopped: (address: string) => ["reminders_stopped", address],

  // Written by messages/sms_opt_outs.ts; a number is named by its hash only
  smsStopped: (number: string) => ["sms_stopped", number],
  /** A message that was sent to us, by Twilio's id. */
  smsHeard: (messageId: string) => ["sms_heard", messageId],

  // Written by staff/
  session: (hash: string) => ["sessions", hash],
  signIn: (id: string) => ["sign_ins", id],
  signInByLink: (hash: string) => ["sign_ins_by_link", hash],
  /** An account is named by the hash of its address. */
  openSignIn: (account: string) => ["open_sign_ins", account],
  signInGuesses: (counted: string) => ["sign_in_guesses", counted],
  signInDevice: (hash: string) => ["sign_in_devices", hash],
  /** Written once, by calendar_identity.ts. */
  calendarIdentity: () => ["calendar_identity"],
  /** Written by calendar_feeds.ts: secrets by their hashes only. */
  calendarFeed: (artist: ArtistId) => ["calendar_feeds", artist],
  calendarFeedByHash: (hash: string) => ["calendar_feeds_by_hash", hash],
  /** Which consultation a booking form made, by the hash of what was sent. */
  idempotencyKey: (idempotencyKey: string) => ["booked_by", idempotencyKey],
  /** Written by store_check.ts, to see whether a write is possible. */
  writeCheck: () => ["write_check"],
  rate: (name: string, window: number) => ["rates", name, window],

  // Written by offer/
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

declare const fromThisFile: unique symbol;

/**
 * A part of the store to list. Only this file makes one, so that no adapter
 * names a key by hand.
 */
export type Range = Deno.KvListSelector & { readonly [fromThisFile]: true };

const range = (selector: Deno.KvListSelector) => selector as Range;
const all = (...prefix: Deno.KvKeyPart[]) => range({ prefix });

/** From `from` (inclusive) to `to` (exclusive). */
const within = (prefix: Deno.KvKey, { from, to }: Span) =>
  range({ start: [...prefix, from], end: [...prefix, to] });

export const ranges = {
  // Ordered by start
  byArtist: (artist: ArtistId, span: Span) =>
    within(["consultations_by_artist", artist], span),
  /** What starts before then; with an id, also what precedes that id at the same start. */
  byArtistBefore: (
    artist: ArtistId,
    { startsAt, id }: {
      readonly startsAt: Instant;
      readonly id: ConsultationId | null;
    },
  ) => {
    const prefix = ["consultations_by_artist", artist];
    const end = [...prefix, startsAt, ...(id === null ? [] : [id])];
    return range({ prefix, end });
  },
  byClientBefore: (email: string, startsAt: Instant) => {
    const prefix = ["consultations_by_client", emailKey(email)];
    return range({ prefix, end: [...prefix, startsAt] });
  },
  allByStart: () => all("consultations_by_start"),
  byStart: (span: Span) => within(["consultations_by_start"], span),
  unfinished: (until: Instant) =>
    range({ prefix: ["unfinished"], end: ["unfinished", until] }),
  slots: (artist: ArtistId, span: Span) => within(["slots", artist], span),

  uploadSessions: () => all("photo_baskets"),
  requestDigests: () => all("request_digests"),

  outbox: () => all("outbox"),
  allOutboxDue: () => all("outbox_due"),
  /** What is due at `now`, in order; with a key, what follows it. */
  outboxDue: (now: Instant, after: Deno.KvKey | null) =>
    range({
      // The first key after the last one seen.
      start: after === null ? ["outbox_due"] : [...after, 0],
      end: ["outbox_due", now + 1],
    }),
  deadLetters: () => all("dead_letters"),
  mailbox: () => all("mailbox"),

  artists: () => all("artists"),
  services: () => all("services"),
  staff: () => all("staff_by_email"),

  /** The pages of a consultation's messages, from this one on. */
  chat: (id: ConsultationId, page: number) =>
    range({ prefix: ["chat", id], start: ["chat", id, page] }),

  embeddedRooms: (...rest: string[]) => all("embedded_rooms", ...rest),
} as const satisfies Record<string, (...args: never[]) => Range>;
