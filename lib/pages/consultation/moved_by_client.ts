import type { MovedByClientProps } from "@/lib/wire/wire.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { formatDateTime } from "@/lib/time/format.ts";

/** What the artist reads if the client chose the current time; null if nobody did, or somebody else. */
export function movedByClient(
  consultation: Consultation,
  { zone, hours }: { readonly zone: string; readonly hours: number },
): MovedByClientProps | null {
  if (consultation.state !== "confirmed") return null;
  const { id, client, lastMove } = consultation;
  return lastMove?.by !== "client" ? null : {
    clientName: firstName(client.name),
    from: formatDateTime(lastMove.from, zone),
    hours,
    moveHref: `/artist/consultations/${id}/move`,
  };
}
