import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { DialogFrame } from "@/components/DialogFrame.tsx";
import { useModal } from "@/lib/client/modal_hook.ts";

/** What has no room on a small screen during the call. */
export default function CallMore({ open, onClose, children }: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const dialog = useModal(open);
  return (
    <dialog
      ref={dialog}
      class="dialog neutral"
      aria-labelledby="more-title"
      onClose={onClose}
    >
      <DialogFrame
        id="more"
        title="During the call"
        actions={
          <Button type="button" onClick={() => dialog.current?.close()}>
            Done
          </Button>
        }
      >
        {open ? children : null}
      </DialogFrame>
    </dialog>
  );
}
