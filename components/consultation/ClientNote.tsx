import type { IntakeAnswer } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId, PhotoId } from "@/lib/domain/basic/ids.ts";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { PhotoStrip } from "@/components/booking/PhotoStrip.tsx";

/** What the client wrote and uploaded when they booked. */
export interface ClientSubmission {
  readonly id: ConsultationId;
  readonly note: string;
  readonly intake: readonly IntakeAnswer[];
  readonly photos: readonly PhotoId[];
}

/** The client's note, answers and photos, for the artist. */
export function ClientNote(
  { submission }: { readonly submission: ClientSubmission },
) {
  const { id, note, intake, photos } = submission;
  return (
    <>
      <section class="stack">
        <h2>Their note</h2>
        <p class={note ? "user-text" : "soft"}>
          {note || "No note."}
        </p>
      </section>
      {intake.length > 0 && (
        <section class="stack">
          <h2>Their answers</h2>
          <DescriptionList items={intakeItems(intake)} />
        </section>
      )}
      {photos.length > 0 && (
        <section class="stack">
          <h2>Their photos</h2>
          <PhotoStrip id={id} photos={photos} session="artist" />
        </section>
      )}
    </>
  );
}

export function intakeItems(intake: readonly IntakeAnswer[]) {
  return intake.map(({ label, answer }) => ({ term: label, details: answer }));
}
