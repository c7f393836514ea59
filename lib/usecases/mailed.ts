import { agreedAt } from "@/lib/domain/calendar_entry.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { Artist } from "@/lib/domain/studio.ts";
import type { MailedConsultation } from "@/lib/ports.ts";

/** What a mail may say about a consultation. */
export function mailed(
  consultation: Consultation,
  artist: Artist,
): MailedConsultation {
  return {
    id: consultation.id,
    version: consultation.version,
    artistName: artist.name,
    artistZone: artist.zone,
    serviceName: consultation.serviceName,
    client: consultation.client,
    startsAt: consultation.startsAt,
    endsAt: consultation.endsAt,
    intake: consultation.intake,
    photos: consultation.photos,
    confirmedAt: "confirmedAt" in consultation
      ? consultation.confirmedAt
      : null,
    agreedAt: agreedAt(consultation),
  };
}
