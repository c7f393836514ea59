/** An artist's private notes, beside the records of their consultations. */
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { PrivateNotes } from "@/lib/domain/notes/private_notes.ts";

export interface PrivateNotesRows {
  read(id: ConsultationId): Promise<PrivateNotes>;
  /**
   * Replaces the text if `revision` is the stored one; the same text again is
   * no change. Refuses with `conflict`, or `consultation_erased`.
   */
  write(
    id: ConsultationId,
    next: PrivateNotes,
  ): Promise<Outcome<PrivateNotes>>;
}
