import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { NO_EXCHANGE } from "@/lib/domain/call/exchange.ts";
import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { CONSULTATION_ID, ENDS_AT, STARTS_AT } from "@/gallery/sample.ts";

/** Five minutes before the start. */
export const NOW = STARTS_AT - 5 * MINUTE;

/** A confirmed consultation that can be joined, before anyone has arrived. */
export const CONFIRMED: WaitingSnapshot = {
  id: CONSULTATION_ID,
  version: 1,
  state: "confirmed",
  waitingRoomStatus: "empty",
  client: { here: false, since: null },
  artist: { here: false, since: null },
  mediaPreferences: {
    client: DEFAULT_MEDIA_PREFERENCES,
    artist: DEFAULT_MEDIA_PREFERENCES,
  },
  exchange: NO_EXCHANGE,
  holder: null,
  window: "open",
  opensAt: iso(STARTS_AT - 10 * MINUTE),
  closesAt: iso(ENDS_AT + 15 * MINUTE),
  startsAt: iso(STARTS_AT),
  endsAt: iso(ENDS_AT),
  sessionStartedAt: null,
  sessionEndedAt: null,
  cancelledBy: null,
  twilioRoomStatus: null,
  recording: "off",
  recorded: false,
  recordingConsents: { client: false, artist: false },
  now: iso(NOW),
};

/** `party` alone in the waiting room. */
export function alone(party: Party): WaitingSnapshot {
  return { ...CONFIRMED, [party]: { here: true, since: iso(NOW) } };
}

/** Both in the waiting room, the client for three minutes. */
export const BOTH_HERE: WaitingSnapshot = {
  ...CONFIRMED,
  waitingRoomStatus: "both_present",
  client: { here: true, since: iso(NOW - 3 * MINUTE) },
  artist: { here: true, since: iso(NOW) },
};

/** Twelve minutes into the call. */
export const LIVE: WaitingSnapshot = {
  ...BOTH_HERE,
  state: "live",
  twilioRoomStatus: "in-progress",
  sessionStartedAt: iso(STARTS_AT),
  now: iso(STARTS_AT + 12 * MINUTE),
};

export const ENDED: WaitingSnapshot = {
  ...LIVE,
  state: "ended",
  twilioRoomStatus: "completed",
  sessionEndedAt: iso(STARTS_AT + 41 * MINUTE),
  now: iso(STARTS_AT + 41 * MINUTE),
};
