import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { iso, isoOrNull } from "@/lib/domain/basic/instant.ts";
import { attendanceIn } from "@/lib/domain/call/attendance.ts";
import type { PresenceOf } from "@/lib/domain/call/presence.ts";
import { waitingRoomStatusOf } from "@/lib/domain/call/waiting_snapshot.ts";
import { mapped, type Outcome } from "@/lib/http/refusal.ts";
import type { Stored } from "@/lib/ports/mod.ts";
import type { RecordAnswer, SessionAnswer } from "@/lib/wire/wire.ts";

/**
 * The answer of start, end and confirm: the session's part of the record, under
 * the record's own names. Instants are ISO 8601 in UTC. Nothing about the
 * client.
 */
export function sessionView(consultation: Consultation): SessionAnswer {
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

/** The record after a change, for the person who asked for it. */
export function sessionOutcome(
  changed: Outcome<{ readonly next: Stored<Consultation> }>,
): Outcome<SessionAnswer> {
  return mapped(changed, ({ next }) => sessionView(next.value));
}

/** The whole record, for admins, with the current waiting room. */
export function recordView(consultation: Consultation, { presence, now }: {
  readonly presence: PresenceOf;
  readonly now: number;
}): RecordAnswer {
  return {
    ...sessionView(consultation),
    artistId: consultation.artistId,
    serviceName: consultation.serviceName,
    client: consultation.client,
    requestedAt: iso(consultation.requestedAt),
    confirmedAt: isoOrNull(
      "confirmedAt" in consultation ? consultation.confirmedAt : null,
    ),
    waitingRoomStatus: waitingRoomStatusOf(consultation, presence, { now }),
    joins: attendanceIn(consultation, now).map((callPage) => ({
      party: callPage.party,
      joinedAt: iso(callPage.joinedAt),
      leftAt: isoOrNull(callPage.leftAt),
    })),
  };
}
