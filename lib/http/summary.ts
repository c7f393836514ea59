import { type Consultation, STATE_LABEL } from "@/lib/domain/consultation.ts";
import { MINUTE } from "@/lib/domain/instant.ts";
import { formatMoment } from "@/lib/time/format.ts";

/** What became of a consultation, for its artist. */
export function summaryOf(consultation: Consultation, zone: string) {
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
    say("Ended by", ENDED_BY[endedBy]);
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

const ENDED_BY = {
  artist: "You",
  client: "The client",
  admin: "The studio",
  system: "The end of its time",
} as const;
