import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface StageSheetOptions {
  /** The selector of the call's button that opens the sheet. */
  readonly button: string;
  readonly onClose: () => void;
}

/** What an open sheet over the video gives to its heading, its close button and itself. */
export interface StageSheet {
  /** Of a heading that can take the focus. */
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly close: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * A sheet over the video, or beside it, is no dialog: the rest of the call stays
 * usable, above all End. Its focus moves in as it opens, and back to its button
 * when it is closed from inside.
 */
export function useStageSheet(
  { button, onClose }: StageSheetOptions,
): StageSheet {
  const heading = useRef<HTMLHeadingElement>(null);
  // As it opens: a key that is pressed at once already goes to the sheet.
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const close = () => {
    onClose();
    // The focused element is gone: back to the button that opens it again.
    document.querySelector<HTMLElement>(`.stage ${button}`)?.focus();
  };
  return { heading, close, onKeyDown: onEscape(close) };
}

/** For the keys that are pressed inside a sheet: Escape closes it. */
export function onEscape(close: () => void) {
  return (event: KeyboardEvent): void => {
    // An input method's own Escape only ends its word.
    if (event.key !== "Escape" || event.isComposing) return;
    // A dialog that the sheet has opened closes by itself, and alone.
    if ((event.target as Element).closest("dialog") !== null) return;
    // A shared screen that fills the page is left by the next one.
    event.stopPropagation();
    close();
  };
}
