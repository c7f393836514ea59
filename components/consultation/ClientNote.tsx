import type { IntakeAnswer } from "@/lib/domain/consultation.ts";
import type { ConsultationId, PhotoId } from "@/lib/domain/ids.ts";
import { Facts } from "./Facts.tsx";
import { PhotoStrip } from "./PhotoStrip.tsx";

/** What the client said and sent when they booked. */
export interface Brought {
  readonly id: ConsultationId;
  readonly note: string;
  readonly intake: readonly IntakeAnswer[];
  readonly photos: readonly PhotoId[];
}

/** What the client brought to the consultation, for the artist. */
export function ClientNote({ brought }: { readonly brought: Brought }) {
  const { id, note, intake, photos } = brought;
  return (
    <>
      <section class="stack">
        <h2>Their note</h2>
        <p class={note ? "their-words" : "soft"}>
          {note || "They left no note."}
        </p>
      </section>
      {intake.length > 0 && (
        <section class="stack">
          <h2>Their answers</h2>
          <Facts items={asFacts(intake)} />
        </section>
      )}
      {photos.length > 0 && (
        <section class="stack">
          <h2>Their pictures</h2>
          <PhotoStrip id={id} photos={photos} session="artist" />
        </section>
      )}
    </>
  );
}

export function asFacts(intake: readonly IntakeAnswer[]) {
  return intake.map(({ label, answer }) => ({ term: label, details: answer }));
}
