import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { formatWhen } from "@/lib/time/format.ts";

/** A booking in a list, with the page on which this member of staff handles it. */
export function bookingLink(
  { id, client, state, startsAt, endsAt }: Consultation,
  { zone, staff }: {
    readonly zone: string;
    readonly staff: Actor | undefined;
  },
) {
  const whose = staff?.role === "admin" ? "admin" : "artist";
  return {
    id,
    client: client.name,
    when: formatWhen({ startsAt, endsAt }, zone),
    unanswered: state === "requested",
    href: `/${whose}/consultations/${id}`,
  };
}
