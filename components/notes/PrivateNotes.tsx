import { useSignal } from "@preact/signals";
import { useContext, useEffect, useId } from "preact/hooks";
import { Field } from "@/components/ui/Field.tsx";
import { SaveStatus } from "@/components/ui/SaveStatus.tsx";
import {
  editPrivateNotes,
  type NotesApi,
  NotesApiStart,
  type NotesEditing,
} from "@/lib/client/notes/private_notes.ts";
import { browserPage, browserTimers } from "@/lib/client/page/browser.ts";
import { keepOpen } from "@/lib/client/waiting/leftovers.ts";
import { MAX_NOTES } from "@/lib/domain/notes/private_notes.ts";

/** One for each consultation and page: the call's panel may be closed meanwhile. */
const open = new Map<string, NotesEditing>();

function notesOf(id: string, start: (id: string) => NotesApi): NotesEditing {
  const known = open.get(id);
  if (known) return known;
  const editing = editPrivateNotes({
    api: start(id),
    page: browserPage(),
    timers: browserTimers,
  });
  open.set(id, editing);
  keepOpen(() => {
    const { is } = editing.saved.value;
    return is === "saved" ? null : "Your private notes are not saved yet.";
  });
  return editing;
}

export interface PrivateNotesProps {
  readonly id: string;
  /** First name. */
  readonly client: string;
}

/** What an artist writes for themselves: saved while it is typed. */
export function PrivateNotes({ id, client }: PrivateNotesProps) {
  const start = useContext(NotesApiStart);
  const editing = useSignal<NotesEditing | null>(null);
  const field = useId();
  useEffect(() => void (editing.value = notesOf(id, start)), []);
  const text = editing.value?.text.value ?? null;
  if (editing.value === null || text === null) {
    return <p class="soft" role="status">Opening your private notes…</p>;
  }
  return (
    <div class="stack">
      <Field
        multiline
        unmarked
        id={field}
        name="private-notes"
        label="Private notes"
        hint={`Only you read these. ${client} never does.`}
        rows={4}
        maxLength={MAX_NOTES}
        value={text}
        onInput={({ currentTarget }) =>
          editing.value?.write(currentTarget.value)}
        data-testid="private-notes"
      />
      <SaveStatus saved={editing.value.saved.value} testId="notes-saved" />
    </div>
  );
}
