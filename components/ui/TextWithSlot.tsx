import type { ComponentChildren } from "preact";
import { SLOT } from "@/lib/words/slot.ts";

/** A sentence of a catalogue, with the children where its slot is. */
export function TextWithSlot({ text, children }: {
  readonly text: string;
  readonly children: ComponentChildren;
}) {
  const [before = "", after = ""] = text.split(SLOT);
  return <>{before}{children}{after}</>;
}
