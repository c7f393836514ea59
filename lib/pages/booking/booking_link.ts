import type { Consultation } from "@/lib/domain/consultation.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { formatWhen } from "@/lib/time/format.ts";

/** A booking as a list names it, with the page on which this member of staff deals with it. */
export function bookingLink(
  { id, client, state, startsAt, endsAt }: Consultation,
  zone: string,
  staff: Actor | undefined,
) {
  const whose = staff?.role === "admin" ? "admin" : "artist";
  return {
    id,
    client: client.name,
    when: formatWhen(startsAt, endsAt, zone),
    unanswered: state === "requested",
    href: `/${whose}/consultations/${id}`,
  };
}
