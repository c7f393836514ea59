/** How many of each thing a studio can have, and how long texts may be. */
import { CELL, MAX_CELLS } from "@/lib/domain/booking/slot.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";

export const OFFER_LIMITS = {
  /** Characters. */
  name: 80,
  priceText: 40,
  description: 400,
  prepare: 600,
  bio: 600,
  questionLabel: 140,
  option: 60,
  /** Minutes. A booking owns whole cells, and its buffer with them. */
  shortestService: 5,
  longestHeld: MAX_CELLS * CELL / MINUTE,
  longestNotice: 60 * 24 * 30,
  /** Days. */
  longestHorizon: 365,
  /** Hours. */
  longestChangeNotice: 720,
  /** How many. */
  services: 60,
  artists: 60,
  admins: 20,
  questions: 12,
  tips: 8,
  options: 12,
  spansADay: 6,
  exceptions: 60,
  timeOff: 30,
} as const;

/**
 * How far ahead anything can be booked or moved, in days from now, whatever an
 * artist's horizon is: so bookings have to be looked for this far ahead.
 */
export const FURTHEST_DAYS = OFFER_LIMITS.longestHorizon + 1;
