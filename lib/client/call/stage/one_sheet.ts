import {
  effect,
  type ReadonlySignal,
  type Signal,
  untracked,
} from "@preact/signals";
import { cleanups } from "@/lib/client/page/browser.ts";
import type { CallDialog } from "@/lib/client/call/call_room_hook.ts";

/** What lies in the place of the messages: the client's look sheet, or the artist's drawer. */
export interface StageSheetState {
  readonly isOpen: ReadonlySignal<boolean>;
  close(): void;
}

/**
 * What is opened last is what is shown: a covered sheet would be opened without
 * an effect, and its messages would count as read.
 *
 * The messages and the other sheet close each other. The sheet of a still closes
 * both as it opens, and is not closed by them: it may hold a picture that was
 * not sent. It makes way for them, and is there again when they close
 * (`stills.css`).
 *
 * @param sheet null while there is none
 * @param still whether the sheet of a still is open
 * @param covers whether the sheet lies over the messages, not beside them
 * @returns the undo
 */
export function oneSheet(
  { dialog, sheet, still, covers = () => true }: {
    readonly dialog: Signal<CallDialog | null>;
    readonly sheet: ReadonlySignal<StageSheetState | null>;
    readonly still?: ReadonlySignal<boolean>;
    readonly covers?: () => boolean;
  },
): () => void {
  const stops = cleanups();
  const closeMessages = () => {
    if (dialog.peek() === "chat") dialog.value = null;
  };
  const closeSheet = () => {
    const open = sheet.peek();
    if (open?.isOpen.peek()) untracked(open.close);
  };
  stops.add(effect(() => {
    if (dialog.value === "chat" && covers()) closeSheet();
  }));
  stops.add(effect(() => {
    if (sheet.value?.isOpen.value && covers()) closeMessages();
  }));
  stops.add(effect(() => {
    if (!still?.value) return;
    closeMessages();
    closeSheet();
  }));
  return stops.run;
}
