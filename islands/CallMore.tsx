import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "@/components/Button.tsx";
import { DialogFrame } from "@/components/DialogFrame.tsx";

/** What has no room on a small screen during the call. */
export default function CallMore({ open, onClose, children }: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (open && !current?.open) current?.showModal();
    if (!open && current?.open) current.close();
  }, [open]);
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
