import {
  type Consultation,
  type Ended,
  type EndedBy,
  STATE_LABEL,
} from "@/lib/domain/consultation.ts";
import { MINUTE } from "@/lib/domain/instant.ts";
import { visitsIn } from "@/lib/domain/joins.ts";
import type { Party } from "@/lib/domain/presence.ts";
import { formatMoment } from "@/lib/time/format.ts";

/** What became of a consultation, for its artist or an admin. */
export function summaryOf(
  consultation: Consultation,
  zone: string,
  reader: "artist" | "admin" = "artist",
) {
  const items: { term: string; details: string }[] = [];
  const say = (term: string, details: string) => items.push({ term, details });
  if ("sessionStartedAt" in consultation) {
    say("Started", formatMoment(consultation.sessionStartedAt, zone));
  }
  if (consultation.state === "ended") {
    const { sessionStartedAt, sessionEndedAt, endedBy } = consultation;
    say("Ended", formatMoment(sessionEndedAt, zone));
    const minutes = Math.round((sessionEndedAt - sessionStartedAt) / MINUTE);
    say("Length", minutes < 1 ? "Less than a minute" : `${minutes} min`);
    say("Ended by", nameOf(endedBy, reader));
    if (consultation.joins.length > 0) {
      say("In the call", attendanceOf(consultation, reader));
    }
  }
  if (consultation.state === "erased") {
    const { erasedAt, erasedBy, recording } = consultation;
    say("Erased", formatMoment(erasedAt, zone));
    say("Erased by", ERASED_BY[erasedBy]);
    if (recording.state === "deleting") {
      say("Recording", "Being deleted at the video service");
    }
  }
  if (consultation.state === "cancelled") {
    const { cancelledAt, cancelledBy } = consultation;
    say("Cancelled", formatMoment(cancelledAt, zone));
    say("By", nameOf(cancelledBy, reader));
  }
  if (consultation.state === "declined" && consultation.reason) {
    say("Reason", consultation.reason);
  }
  if (consultation.client.note) say("Client's note", consultation.client.note);
  return {
    state: consultation.state,
    label: STATE_LABEL[consultation.state],
    items,
  };
}

function nameOf(who: EndedBy, reader: "artist" | "admin"): string {
  return who === "artist" && reader === "admin" ? "The artist" : ENDED_BY[who];
}

/** For how long each of the two was there, as far as the video service told. */
function attendanceOf(ended: Ended, reader: "artist" | "admin"): string {
  const visits = visitsIn(ended, Infinity);
  const of = (party: Party) => {
    const minutes = visits.filter((one) => one.party === party)
      .map(({ joinedAt, leftAt }) => (leftAt ?? joinedAt) - joinedAt)
      .reduce((sum, one) => sum + one, 0) / MINUTE;
    if (!visits.some((one) => one.party === party)) return "never";
    return minutes < 1 ? "less than a minute" : `${Math.round(minutes)} min`;
  };
  return reader === "artist"
    ? `You: ${of("artist")}. Your client: ${of("client")}.`
    : `Artist: ${of("artist")}. Client: ${of("client")}.`;
}

const ERASED_BY = {
  artist: "Its artist",
  admin: "The studio",
} as const;

const ENDED_BY = {
  artist: "You",
  client: "The client",
  admin: "The studio",
  system: "The end of its time",
} as const;
