import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/**
 * A ref for a native `<dialog>` that is shown modally while `open`. The browser
 * moves the focus in and back, and makes the rest inert.
 */
export function useModal(
  open: boolean,
  /** Called just before it is shown. */
  onShow: () => void = () => {},
): RefObject<HTMLDialogElement> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (open && current && !current.open) {
      onShow();
      current.showModal();
    }
    if (!open && current?.open) current.close();
  }, [open]);
  return dialog;
}
