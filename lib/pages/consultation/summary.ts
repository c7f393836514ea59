import {
  type Consultation,
  type Ended,
  type EndedBy,
  stateLabel,
} from "@/lib/domain/consultation/consultation.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import { attendanceIn } from "@/lib/domain/call/attendance.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { ratingOf, STARS } from "@/lib/domain/look/rating.ts";
import { formatDateTime } from "@/lib/time/format.ts";

/** The summary of a consultation, for its artist or an admin. */
export function summaryOf(
  consultation: Consultation,
  { zone, reader = "artist" }: {
    readonly zone: string;
    readonly reader?: "artist" | "admin";
  },
) {
  const items: { term: string; details: string }[] = [];
  const say = (term: string, details: string) => items.push({ term, details });
  if ("lastMove" in consultation && consultation.lastMove) {
    const { by, from } = consultation.lastMove;
    say("Moved", `From ${formatDateTime(from, zone)}`);
    say("Moved by", nameOf(by, reader));
  }
  if ("sessionStartedAt" in consultation) {
    say("Started", formatDateTime(consultation.sessionStartedAt, zone));
  }
  if (consultation.state === "ended") {
    const { sessionStartedAt, sessionEndedAt, endedBy } = consultation;
    say("Ended", formatDateTime(sessionEndedAt, zone));
    const minutes = Math.round((sessionEndedAt - sessionStartedAt) / MINUTE);
    say("Duration", minutes < 1 ? "Less than a minute" : `${minutes} min`);
    say("Ended by", nameOf(endedBy, reader));
    if (consultation.joins.length > 0) {
      say("In the call", attendanceOf(consultation, reader));
    }
  }
  const rating = ratingOf(consultation);
  if (rating !== null) {
    const stars = `${rating.stars} of ${STARS.length}`;
    const said = rating.words === "" ? "" : `. “${rating.words}”`;
    say("The client's rating", `${stars}${said}`);
  }
  if (consultation.state === "erased") {
    const { erasedAt, erasedBy, recording } = consultation;
    say("Erased", formatDateTime(erasedAt, zone));
    say("Erased by", ERASED_BY[erasedBy]);
    if (recording.state === "deleting") {
      say("Recording", "Being deleted at the video service");
    }
  }
  if (consultation.state === "cancelled") {
    const { cancelledAt, cancelledBy } = consultation;
    say("Cancelled", formatDateTime(cancelledAt, zone));
    say("By", nameOf(cancelledBy, reader));
  }
  if (consultation.state === "declined" && consultation.reason) {
    say("Reason", consultation.reason);
  }
  if (consultation.client.note) say("Client's note", consultation.client.note);
  return {
    state: consultation.state,
    label: stateLabel(consultation),
    items,
  };
}

function nameOf(who: EndedBy, reader: "artist" | "admin"): string {
  return who === "artist" && reader === "admin" ? "The artist" : ENDED_BY[who];
}

/** How long each of the two was there, as far as the video service reported it. */
function attendanceOf(ended: Ended, reader: "artist" | "admin"): string {
  const visits = attendanceIn(ended, Infinity);
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
