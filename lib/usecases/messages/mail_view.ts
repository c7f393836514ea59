import { agreedAt } from "@/lib/domain/calendar/calendar_entry.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { answerBy } from "@/lib/domain/booking/request_hold.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import type { ConsultationInMail, Deps } from "@/lib/ports/mod.ts";

export interface MailContext {
  readonly about: ConsultationInMail;
  /** Null if the record is missing: then only the client can be written to. */
  readonly artist: Artist | null;
}

/**
 * The content of a mail about a consultation. A missing artist record must not
 * silence the mail: the studio's name replaces the artist's, and it is logged.
 */
export async function mailContext(
  { catalog, log }: Pick<Deps, "catalog" | "log">,
  consultation: Consultation,
): Promise<MailContext> {
  const artist = await catalog.artist(consultation.artistId);
  if (artist) return { about: mailView(consultation, artist), artist };
  log("artist_missing", {
    about: consultation.id,
    artist: consultation.artistId,
  });
  const studio = await catalog.studio();
  const instead = {
    name: studio?.name ?? "the studio",
    zone: studio?.zone ?? consultation.client.zone,
  };
  return { about: mailView(consultation, instead), artist: null };
}

/** What a mail may say about a consultation. */
export function mailView(
  consultation: Consultation,
  artist: Pick<Artist, "name" | "zone">,
): ConsultationInMail {
  return {
    id: consultation.id,
    version: consultation.version,
    artistName: artist.name,
    artistZone: artist.zone,
    serviceName: consultation.serviceName,
    ...(consultation.prepare ? { prepare: consultation.prepare } : {}),
    client: consultation.client,
    startsAt: consultation.startsAt,
    endsAt: consultation.endsAt,
    intake: consultation.intake,
    photos: consultation.photos,
    confirmedAt: "confirmedAt" in consultation
      ? consultation.confirmedAt
      : null,
    agreedAt: agreedAt(consultation),
    answerBy: answerBy(consultation),
  };
}
