import { DAY, HOUR, MINUTE } from "./instant.ts";

/** A maximum per time window, counted separately per key. */
export interface RateLimit {
  /** The name of the counter: unique in the table, and without a colon. */
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
  /** What the caller passes as the key. */
  readonly per: string;
}

/**
 * Every rate limit of the product. "Address" alone is a network address.
 * Several people can share one, so limits per address are generous.
 */
export const RATE_LIMITS = {
  bookings: {
    name: "bookings",
    most: 20,
    windowMs: 10 * MINUTE,
    per: "address",
  },
  /** More bookings than anyone makes in a day: each confirmation sends a text to the number. */
  bookingsWithPhone: {
    name: "bookings with phone",
    most: 5,
    windowMs: DAY,
    per: "hash of a number",
  },
  /** Further requests reach the artist together, in one mail at the end of the hour. */
  requestMails: {
    name: "request mails",
    most: 5,
    windowMs: HOUR,
    per: "artist",
  },
  /** The photos of ten bookings: each is kept for two hours, whether or not a booking follows. */
  photos: { name: "photos", most: 60, windowMs: 10 * MINUTE, per: "address" },
  /** Bytes of photos: twelve of the largest, or two hundred as the page's script sends them. Counted in this process only. */
  photoBytes: {
    name: "photo bytes",
    most: 96 * 1024 * 1024,
    windowMs: HOUR,
    per: "address",
  },
  /** Requests of connection tests, of which each makes two: 4 MB from one address at most. Counted in this process only. */
  connectionTests: {
    name: "connection tests",
    most: 60,
    windowMs: 10 * MINUTE,
    per: "address",
  },
  /** More pictures than a consultation holds: an upload that breaks off is sent again. */
  stills: {
    name: "stills",
    most: 60,
    windowMs: 10 * MINUTE,
    per: "consultation",
  },
  /** Requests for stills, and answers without a picture: each notifies both pages. */
  stillChanges: {
    name: "still changes",
    most: 60,
    windowMs: 10 * MINUTE,
    per: "consultation",
  },
  /** Booking forms with files: their size costs memory before they are read. */
  photoForms: {
    name: "photo forms",
    most: 10,
    windowMs: 10 * MINUTE,
    per: "address",
  },
  /**
   * Booking forms without files, which are sent at each step. Counted in this
   * process only: a count in the store would cost more than the form.
   */
  bookingForms: {
    name: "booking forms",
    most: 60,
    windowMs: 10 * MINUTE,
    per: "address",
  },
  /** More than anyone types; the page sends one at a time. */
  chatMessages: {
    name: "chat messages",
    most: 20,
    windowMs: MINUTE,
    per: "consultation and party",
  },
  /** By the client, each with two mails. Artists and admins are not counted. */
  reschedules: {
    name: "reschedules",
    most: 10,
    windowMs: HOUR,
    per: "consultation",
  },
  /** Of a request's details, by the client. */
  detailChanges: {
    name: "detail changes",
    most: 20,
    windowMs: HOUR,
    per: "consultation",
  },
  /** Of all their consultations: each move sends two mails to addresses that a stranger may have typed. */
  reschedulesOfClient: {
    name: "reschedules of a client",
    most: 20,
    windowMs: DAY,
    per: "hash of a mail address",
  },
  /** Of all clients: several of them together must not flood the artist. */
  reschedulesOfArtist: {
    name: "reschedules with an artist",
    most: 40,
    windowMs: DAY,
    per: "artist",
  },

  /** A page that is typed in sends at most one a second. */
  lookSheetWrites: {
    name: "look sheet writes",
    most: 120,
    windowMs: MINUTE,
    per: "consultation",
  },
  privateNotesWrites: {
    name: "private notes writes",
    most: 120,
    windowMs: MINUTE,
    per: "consultation",
  },
  lookSheetMails: {
    name: "look sheet mails",
    most: 10,
    windowMs: HOUR,
    per: "consultation",
  },
  ratings: { name: "ratings", most: 30, windowMs: HOUR, per: "consultation" },

  /**
   * A link that was lost, sent again. Anyone who has the page's address may ask,
   * so the recipient is counted too.
   */
  linkMailsFromAddress: {
    name: "link mails by asker",
    most: 10,
    windowMs: HOUR,
    per: "address",
  },
  linkMails: {
    name: "link mails",
    most: 3,
    windowMs: HOUR,
    per: "consultation",
  },
  linkMailsToRecipient: {
    name: "link mails to",
    most: 6,
    windowMs: DAY,
    per: "hash of a mail address",
  },

  /** A browser that has signed in before is not counted. */
  signIns: {
    name: "sign-ins",
    most: 30,
    windowMs: 15 * MINUTE,
    per: "address",
  },
  /** Other browsers' requests send a mail only after growing gaps (`open_sign_in.ts`). */
  signInMailsToDevice: {
    name: "sign-in mails by device",
    most: 5,
    windowMs: 15 * MINUTE,
    per: "browser that signed in before",
  },
  /** The window begins with the first code; codes after the fifth wait for each other (`code_guesses.ts`). */
  signInCodes: {
    name: "sign-in codes",
    most: 20,
    windowMs: HOUR,
    per: "hash of a mail address, or browser that signed in before",
  },

  calendarAddresses: {
    name: "calendar addresses",
    most: 20,
    windowMs: HOUR,
    per: "artist",
  },
  /**
   * A calendar service reads many feeds from one address, each a few times a
   * day. Counted in this process only.
   */
  calendarReads: {
    name: "calendar reads",
    most: 60,
    windowMs: MINUTE,
    per: "address",
  },
  /** More than an eventful day causes, so that another person's number is not flooded. */
  texts: { name: "texts", most: 12, windowMs: DAY, per: "hash of a number" },
} as const satisfies Readonly<Record<string, RateLimit>>;
