/**
 * The most unanswered requests at a time: each holds a time in an artist's
 * calendar, and anyone may send one in anybody's name.
 */
export const OPEN_REQUESTS = {
  /** For one mail address. */
  client: 3,
  /** Requests in a day to one mail address, answered or not: each sends it a mail. */
  recipientPerDay: 6,
  artist: 40,
  studio: 200,
} as const;
