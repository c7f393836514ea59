import LookEditor, {
  type LookEditorProps,
} from "@/components/look/LookEditor.tsx";
import { PrivateNotes } from "@/components/notes/PrivateNotes.tsx";

export interface LookDeskProps
  extends Pick<LookEditorProps, "id" | "client" | "zone"> {
  /** The look sheet as the server rendered it; null if it cannot be written. */
  readonly first: LookEditorProps["first"] | null;
}

/** What the artist writes on their page of a consultation that is not in its room: the look sheet, and notes. */
export default function LookDesk({ first, ...props }: LookDeskProps) {
  return (
    <>
      {first && (
        <section class="day-section stack" aria-labelledby="look">
          <h2 id="look">Look sheet</h2>
          <LookEditor {...props} first={first} />
        </section>
      )}
      <div class="day-section">
        <PrivateNotes {...props} />
      </div>
    </>
  );
}
