import { type ReadonlySignal, signal } from "@preact/signals";
import { createContext } from "preact";
import { mergeNotes, NO_NOTES } from "@/lib/domain/notes/private_notes.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { PrivateNotesAnswer, PrivateNotesBody } from "@/lib/wire/wire.ts";
import {
  type Answer,
  browserNet,
  call,
  type Net,
} from "@/lib/client/page/api.ts";
import { autosave, type SaveState } from "@/lib/client/saving/autosave.ts";
import type { Page, Timers } from "@/lib/client/page/browser.ts";

export interface NotesApi {
  read(): Promise<Answer<PrivateNotesAnswer>>;
  save(body: PrivateNotesBody): Promise<Answer<PrivateNotesAnswer>>;
}

export function notesApi(
  id: string,
  { net = browserNet }: { readonly net?: Net } = {},
): NotesApi {
  const about = { params: { id }, query: { session: "artist" } } as const;
  return {
    read: () =>
      call(net, "GET /api/video/consultation/:id/private-notes", about),
    save: (body) =>
      call(net, "POST /api/video/consultation/:id/private-notes", {
        ...about,
        body,
      }),
  };
}

/** How a page gets its requests. The gallery provides fixed answers. */
export const NotesApiStart = createContext(notesApi);

/** An artist's private notes: saved as they are typed, as long as the page is open. */
export interface NotesEditing {
  /** Null until they have been read. */
  readonly text: ReadonlySignal<string | null>;
  readonly saved: ReadonlySignal<SaveState>;
  write(text: string): void;
}

export interface NotesEditingOptions {
  readonly api: NotesApi;
  readonly page: Pick<Page, "on">;
  readonly timers: Pick<Timers, "after">;
}

const READ_AGAIN = 3 * SECOND;

export function editPrivateNotes(
  { api, page, timers }: NotesEditingOptions,
): NotesEditing {
  const text = signal<string | null>(null);
  /** What the text was made from, as this page sent or read it. */
  let base: PrivateNotesAnswer = NO_NOTES;

  const unsaved = (): PrivateNotesBody | null =>
    text.value === null || text.value === base.text
      ? null
      : { text: text.value, revision: base.revision };

  /** Another tab has written: both texts stay. */
  function rebase(theirs: PrivateNotesAnswer): void {
    if (text.value !== null && theirs.revision === base.revision) return;
    text.value = mergeNotes({
      base: base.text,
      mine: text.value ?? base.text,
      theirs: theirs.text,
    });
    base = theirs;
  }

  async function save(
    body: PrivateNotesBody,
  ): Promise<Answer<PrivateNotesAnswer>> {
    const answer = await api.save(body);
    if (answer.ok) {
      // The server keeps it without trailing spaces: what was typed stays.
      base = { text: body.text, revision: answer.value.revision };
      return answer;
    }
    if (answer.code !== "conflict") return answer;
    const theirs = await api.read();
    if (!theirs.ok) return theirs;
    rebase(theirs.value);
    const merged = unsaved();
    return merged === null ? theirs : await save(merged);
  }

  const queue = autosave<PrivateNotesBody, PrivateNotesAnswer>({
    unsaved,
    save,
    // `save` has seen to it.
    saved() {},
    page,
    timers,
  });

  async function read(): Promise<void> {
    const answer = await api.read();
    if (answer.ok) {
      if (!queue.isBusy()) rebase(answer.value);
    } else if (text.value === null) {
      timers.after(READ_AGAIN, () => void read());
    }
  }
  void read();
  page.on("visible", () => {
    if (unsaved() === null) void read();
  });

  return {
    text,
    saved: queue.state,
    write(next) {
      text.value = next;
      queue.wake();
    },
  };
}
