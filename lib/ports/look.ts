/** Look sheets, beside the records of their consultations. */
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { LookSheet } from "@/lib/domain/look/look_sheet.ts";

/** A sheet, and which change of it this is: `exchange.lookSheet` in snapshots. */
export interface CountedLook {
  readonly sheet: LookSheet;
  readonly count: number;
}

export interface LookSheets {
  /** Empty, as change 0, if nothing was ever written. */
  read(id: ConsultationId): Promise<CountedLook>;
  /** Many at once, in this order. */
  readAll(ids: readonly ConsultationId[]): Promise<readonly LookSheet[]>;
  /**
   * Writes what `change` makes of the stored sheet, counts it as one change and
   * notifies both pages; the same sheet is not written again. `change` may be
   * called several times.
   */
  update(
    consultation: Pick<Consultation, "id" | "artistId">,
    change: (stored: LookSheet) => Outcome<LookSheet>,
  ): Promise<Outcome<CountedLook>>;
}
