import { type Signal, signal } from "@preact/signals";
import type { LookEditing } from "@/lib/client/look/look_editing.ts";
import {
  keepOpen,
  leftoversOf,
  type OverOwner,
} from "@/lib/client/waiting/leftovers.ts";

export type KeptLook = Signal<LookEditing | null>;

/** One for each page. */
const kept = new WeakMap<OverOwner["over"], KeptLook>();

/**
 * What is being written, as long as the page: the panel may be closed meanwhile,
 * and the call may end before everything is saved.
 */
export function keptLookOf(page: OverOwner): KeptLook {
  const known = kept.get(page.over);
  if (known) return known;
  const look = signal<LookEditing | null>(null);
  kept.set(page.over, look);
  keepOpen(() => whyUnsaved(look.value), leftoversOf(page));
  return look;
}

/** Why the page of what is being written must stay open; null if everything is saved. */
export function whyUnsaved(editing: LookEditing | null): string | null {
  switch (editing?.saved.value.is) {
    case "saving":
    case "waiting":
      return "Camera and microphone are off. Keep this page open until the look sheet is saved.";
    case "refused":
      return "Camera and microphone are off. The look sheet is not saved.";
    default:
      return null;
  }
}
