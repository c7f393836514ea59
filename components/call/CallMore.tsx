import type { ComponentChildren } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import { DialogFrame } from "@/components/ui/DialogFrame.tsx";
import { useModal } from "@/lib/client/page/modal_hook.ts";
import { call as words } from "@/words/call.ts";

/** Options that do not fit on a small screen during the call. */
export default function CallMore({ open, onClose, children }: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const modal = useModal({ open, onDismiss: onClose });
  return (
    <dialog
      {...modal}
      class="dialog neutral"
      aria-labelledby="more-title"
    >
      <DialogFrame
        id="more"
        title={words.more.title}
        actions={
          <Button type="button" onClick={onClose}>
            {words.more.done}
          </Button>
        }
      >
        {open ? children : null}
      </DialogFrame>
    </dialog>
  );
}
