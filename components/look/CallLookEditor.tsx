import { useEffect } from "preact/hooks";
import { CallBanner } from "@/components/call/CallBanner.tsx";
import { useLeftover } from "@/components/waiting/over/UnfinishedPage.tsx";
import { Button } from "@/components/ui/Button.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { OverOwner } from "@/lib/client/waiting/leftovers.ts";
import { type KeptLook, keptLookOf } from "./kept_look.ts";
import LookEditor, { type LookEditorProps } from "./LookEditor.tsx";
import { UnsavedLook } from "./UnsavedLook.tsx";

export interface CallLookEditorProps
  extends Pick<LookEditorProps, "client" | "zone" | "kept"> {
  readonly waiting: Pick<CallPage["waiting"], "snapshot">;
}

/** The editor in the call's panel; its code comes with the room's, which loads while the artist waits. */
export function CallLookEditor(
  { waiting, ...props }: CallLookEditorProps,
) {
  const { id, exchange } = waiting.snapshot.value;
  return (
    <section class="stack">
      <h2>Look sheet</h2>
      <LookEditor {...props} id={id} count={exchange.lookSheet} />
    </section>
  );
}

/** The page's own, for the call's view: once that is gone, nothing waits for a pause in typing. */
export function useKeptLook(
  page: OverOwner,
  about: Pick<LookEditorProps, "client" | "zone">,
): KeptLook {
  const look = keptLookOf(page);
  useLeftover(page, "look", () => <UnsavedLook {...about} kept={look} />);
  useEffect(() => () => look.peek()?.save(), []);
  return look;
}

/** While the panel is closed: what the artist would read in it. */
export function UnsavedLookBanner({ kept, onShow }: {
  readonly kept: KeptLook;
  readonly onShow: () => void;
}) {
  const saved = kept.value?.saved.value;
  if (!saved || saved.is === "saved" || saved.is === "saving") return null;
  return (
    <CallBanner
      tone="waiting"
      action={
        <Button type="button" size="small" onClick={onShow}>
          Show it
        </Button>
      }
    >
      {saved.is === "refused"
        ? `The look sheet is not saved. ${saved.why}`
        : "The look sheet is not saved yet. We keep trying."}
    </CallBanner>
  );
}
