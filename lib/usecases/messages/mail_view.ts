import { agreedAt } from "@/lib/domain/calendar_entry.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { Artist } from "@/lib/domain/studio.ts";
import type { Deps, MailedConsultation } from "@/lib/ports.ts";

export interface ToBeMailed {
  readonly about: MailedConsultation;
  /** Null if the record is missing: nobody but the client can be written to. */
  readonly artist: Artist | null;
}

/**
 * What a mail says about a consultation. A missing artist is no reason to tell
 * the client nothing: the studio's name then stands for theirs, and it is logged.
 */
export async function toBeMailed(
  { directory, log }: Pick<Deps, "directory" | "log">,
  consultation: Consultation,
): Promise<ToBeMailed> {
  const artist = await directory.artist(consultation.artistId);
  if (artist) return { about: mailed(consultation, artist), artist };
  log("artist_missing", {
    about: consultation.id,
    artist: consultation.artistId,
  });
  const studio = await directory.studio();
  const instead = {
    name: studio?.name ?? "the studio",
    zone: studio?.zone ?? consultation.client.zone,
  };
  return { about: mailed(consultation, instead), artist: null };
}

/** What a mail may say about a consultation. */
export function mailed(
  consultation: Consultation,
  artist: Pick<Artist, "name" | "zone">,
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
