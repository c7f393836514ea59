/**
 * Records that an older version wrote, as this one reads them: missing fields
 * get the value that applied before they existed. Nothing is written back; the
 * next change of a record does that.
 */
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Artist, Service, Studio } from "@/lib/domain/offer/studio.ts";

export function asConsultation(record: Consultation): Consultation {
  return {
    ...older<Consultation>({
      heldUntil: record.endsAt,
      intake: [],
      photos: [],
      ...(record.state === "cancelled" ? { links: null } : {}),
      ...("confirmedAt" in record
        ? {
          arrangedAt: record.confirmedAt,
          reminded: [],
          moreLinks: [],
          oldLinks: [],
        }
        : {}),
    }),
    ...record,
    client: { ...older({ phone: null }), ...record.client },
  };
}

export function asStudio(record: Studio): Studio {
  return { ...older<Studio>({ clientChangesUntilHours: 24 }), ...record };
}

export function asArtist(record: Artist): Artist {
  return {
    ...older<Artist>({ exceptions: [], timeOff: [], retired: false }),
    ...record,
  };
}

export function asService(record: Service): Service {
  return {
    ...older<Service>({
      bufferMinutes: 0,
      picture: null,
      questions: [],
      retired: false,
    }),
    ...record,
  };
}

/** Typed as Partial: records written by older versions may lack these fields. */
function older<T>(values: Partial<T>): Partial<T> {
  return values;
}
