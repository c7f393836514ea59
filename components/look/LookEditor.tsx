import { type Signal, useSignal } from "@preact/signals";
import { useContext, useEffect } from "preact/hooks";
import { lookApi, LookApiStart } from "@/lib/client/look/look_api.ts";
import {
  editLookSheet,
  type LookEditing,
} from "@/lib/client/look/look_editing.ts";
import { browserPage, browserTimers } from "@/lib/client/page/browser.ts";
import { keepOpen } from "@/lib/client/waiting/leftovers.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { whyUnsaved } from "./kept_look.ts";
import { LookEditorView } from "./LookEditorView.tsx";

export interface LookEditorProps {
  readonly id: string;
  /** First name. */
  readonly client: string;
  /** IANA name of the zone in which this artist reads times. */
  readonly zone: string;
  /** `exchange.lookSheet` now, if the page follows it. */
  readonly count?: number | undefined;
  /** As the server rendered it; otherwise it is read first. */
  readonly first?: LookSheetAnswer | undefined;
  /**
   * Keeps what is being written while the panel is closed, for the owner.
   * Without one, it lives as long as this component.
   */
  readonly kept?: Signal<LookEditing | null> | undefined;
}

/** The artist's look sheet: saved while it is typed, offline for a while too. */
export default function LookEditor(props: LookEditorProps) {
  const { id, first, kept, count } = props;
  const start = useContext(LookApiStart);
  const own = useSignal<LookEditing | null>(null);
  const editing = kept ?? own;
  useEffect(() => {
    editing.value ??= startEditing(start(id, "artist"), first);
    if (kept) return undefined;
    // Not undone: what is left is sent after this component, too.
    keepOpen(() => whyUnsaved(own.value));
    return () => own.value?.stop();
  }, []);
  useEffect(() => {
    if (count !== undefined) editing.value?.heard(count);
  }, [count, editing.value]);
  return editing.value === null
    ? <p class="soft">Opening the look sheet…</p>
    : <LookEditorView editing={editing.value} {...props} />;
}

function startEditing(
  api: ReturnType<typeof lookApi>,
  first: LookSheetAnswer | null = null,
): LookEditing {
  return editLookSheet({
    api,
    first,
    page: browserPage(),
    timers: browserTimers,
    newId: () => crypto.randomUUID(),
  });
}
