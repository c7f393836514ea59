/** The pictures that a client sends in a consultation, and the artist's requests for them. */
import type { ConsultationId, PhotoId } from "@/lib/domain/basic/ids.ts";
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Stills } from "@/lib/domain/stills/still.ts";

/** What a change starts from: all of it holds at the moment of the write. */
export interface StillsNow {
  readonly consultation: Consultation;
  readonly stills: Stills;
  /** The number of this change. */
  readonly number: number;
}

/** A photo that waits in an upload session, and belongs to the consultation from now on. */
export interface ClaimedPhoto {
  readonly uploadSession: string;
  readonly id: PhotoId;
}

/** The stills, with the number of their newest change. */
export interface CountedStills {
  readonly stills: Stills;
  /** `exchange.stills`, as it was when the stills were read. */
  readonly count: number;
}

export interface StillRows {
  of(id: ConsultationId): Promise<Stills>;
  read(id: ConsultationId): Promise<CountedStills>;
  /**
   * Decides on the stills and the record as they are, and writes the result
   * with the photo, if there is one; the photo of a still that is listed no
   * longer is deleted; both pages are notified. The same stills again mean that nothing is written, and the photo stays where it is.
   */
  change(
    id: ConsultationId,
    decide: (now: StillsNow) => Outcome<Stills>,
    photo?: ClaimedPhoto,
  ): Promise<Outcome<StillsChange>>;
}

export interface StillsChange extends CountedStills {
  readonly changed: boolean;
}
