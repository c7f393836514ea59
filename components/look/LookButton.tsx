import type { Signal } from "@preact/signals";
import { CallButton } from "@/components/call/CallControls.tsx";
import type { LookReader } from "@/lib/client/look/look_reader.ts";
import { look as words } from "@/words/exchange/look.ts";

/** The call's button that opens and closes it; none while there is nothing to read. */
export function LookButton(
  { reader }: { readonly reader: Signal<LookReader | null> },
) {
  const { value } = reader;
  if (value === null || value.sheet.value === null) return null;
  const isOpen = value.isOpen.value;
  const unseen = isOpen ? 0 : value.marks.value.size;
  return (
    <CallButton
      kind="look"
      aria-label={words.call.button({ unseen })}
      aria-expanded={isOpen}
      data-unseen={unseen > 0 ? "" : undefined}
      onClick={isOpen ? value.close : value.open}
      data-testid="look"
    />
  );
}
