import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

export interface ModalOptions {
  readonly open: boolean;
  /** Called after the user has dismissed it, by Escape for example. */
  readonly onDismiss: () => void;
  /** Called just before it is shown. */
  readonly onShow?: () => void;
}

/** The props of a native `<dialog>`. */
export interface Modal {
  readonly ref: RefObject<HTMLDialogElement>;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

/**
 * Shows a native `<dialog>` modally while `open`. The browser moves the focus in
 * and back, and makes the rest inert.
 *
 * What is shown is compared with `open` after every render, not only when `open`
 * changes: a dialog that is dismissed and opened again before a busy page
 * renders would otherwise stay closed.
 */
export function useModal({ open, onDismiss, onShow }: ModalOptions): Modal {
  const ref = useRef<HTMLDialogElement>(null);
  const shown = useRef(false);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || open === shown.current) return;
    shown.current = open;
    if (!open) return dialog.close();
    onShow?.();
    dialog.showModal();
  });
  const dismiss = () => {
    shown.current = false;
    onDismiss();
  };
  return {
    ref,
    // Escape: the dialog closes right after this event, but its `close` event
    // comes later. A press in between that opens it again would be lost.
    onCancel: dismiss,
    onClose: () => {
      if (shown.current && !ref.current?.open) dismiss();
    },
  };
}
