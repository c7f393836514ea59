import { useSignal, useSignalEffect } from "@preact/signals";
import type { KeptLook } from "./kept_look.ts";
import { LookEditorView, type LookEditorViewProps } from "./LookEditorView.tsx";
import { SaveStatus } from "@/components/ui/SaveStatus.tsx";

/** After the end: whether the artist's last words are saved, until they are. What the server refuses can be changed here. */
export function UnsavedLook(
  { kept, client, zone }: Omit<LookEditorViewProps, "editing"> & {
    readonly kept: KeptLook;
  },
) {
  const changing = useSignal(false);
  useSignalEffect(() => {
    if (kept.value?.saved.value.is === "refused") changing.value = true;
  });
  const editing = kept.value;
  if (editing === null) return null;
  const saved = editing.saved.value;
  if (saved.is === "saved" && !changing.value) return null;
  return (
    <section class="stack" aria-labelledby="unsaved" data-testid="look-unsaved">
      <h2 id="unsaved">Look sheet</h2>
      {changing.value
        ? <LookEditorView editing={editing} client={client} zone={zone} />
        : <SaveStatus saved={saved} testId="look-saved" />}
    </section>
  );
}
