import { PrivateNotes } from "@/components/notes/PrivateNotes.tsx";

/** The private notes on the artist's page of a consultation. */
export default function NotesDesk(
  props: { readonly id: string; readonly client: string },
) {
  return <PrivateNotes {...props} />;
}
