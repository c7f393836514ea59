import type { Consultation } from "@/lib/domain/consultation.ts";
import { iso, isoOrNull } from "@/lib/domain/instant.ts";
import { visitsIn } from "@/lib/domain/joins.ts";
import type { PresenceOf } from "@/lib/domain/presence.ts";
import { waitingRoomStatusOf } from "@/lib/domain/waiting_snapshot.ts";

/**
 * What start, end and confirm answer: the session's part of the record, under
 * the record's own names. Instants are ISO 8601 in UTC. Nothing about the client.
 */
export function sessionView(consultation: Consultation) {
  const c = consultation;
  return {
    id: c.id,
    version: c.version,
    state: c.state,
    startsAt: iso(c.startsAt),
    endsAt: iso(c.endsAt),
    twilioRoomName: "twilioRoomName" in c ? c.twilioRoomName : null,
    twilioRoomSid: "twilioRoomSid" in c ? c.twilioRoomSid : null,
    twilioRoomStatus: "twilioRoomStatus" in c ? c.twilioRoomStatus : null,
    sessionStartedAt: "sessionStartedAt" in c ? iso(c.sessionStartedAt) : null,
    sessionEndedAt: "sessionEndedAt" in c ? iso(c.sessionEndedAt) : null,
    recordingSid: "recordingSid" in c ? c.recordingSid : null,
  };
}

/** The whole record, for admins, with the waiting room as it is now. */
export function recordView(
  consultation: Consultation,
  presence: PresenceOf,
  now: number,
) {
  return {
    ...sessionView(consultation),
    artistId: consultation.artistId,
    serviceName: consultation.serviceName,
    client: consultation.client,
    requestedAt: iso(consultation.requestedAt),
    confirmedAt: isoOrNull(
      "confirmedAt" in consultation ? consultation.confirmedAt : null,
    ),
    waitingRoomStatus: waitingRoomStatusOf(consultation, presence, now),
    joins: visitsIn(consultation, now).map((visit) => ({
      party: visit.party,
      joinedAt: iso(visit.joinedAt),
      leftAt: isoOrNull(visit.leftAt),
    })),
  };
}
