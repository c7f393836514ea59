/** A look sheet in the artist's hands, from values alone. */
import { signal } from "@preact/signals";
import { LOOK } from "@/gallery/look_sample.ts";
import type { LookEditing } from "@/lib/client/look/look_editing.ts";
import { sheetIn } from "@/lib/client/look/look_draft.ts";
import type { SaveState } from "@/lib/client/saving/autosave.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";

export function anEditing(
  { sheet = LOOK, saved = { is: "saved" }, editable = true }: {
    readonly sheet?: LookSheetAnswer;
    readonly saved?: SaveState;
    readonly editable?: boolean;
  } = {},
): LookEditing {
  const nothing = () => {};
  return {
    sheet: signal(sheetIn(sheet)),
    saved: signal(saved),
    editable: signal(editable),
    sent: signal(sheet.sent),
    removed: signal(null),
    sending: signal(false),
    notSent: signal(null),
    head: nothing,
    add: () => "step-new",
    change: nothing,
    move: nothing,
    remove: nothing,
    restore: nothing,
    send: () => Promise.resolve(),
    save: nothing,
    heard: nothing,
    stop: nothing,
  };
}
