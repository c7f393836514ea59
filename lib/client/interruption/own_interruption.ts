import { computed, type ReadonlySignal, signal } from "@preact/signals";

const open = signal(0);

/**
 * Whether this page itself makes the system take its camera at the moment. One
 * page has one camera, so this is one value for the page.
 */
export const ownInterruption: ReadonlySignal<boolean> = computed(() =>
  open.value > 0
);

/**
 * Marks an interruption that the page causes: a phone's camera app, opened by a
 * file input, takes the camera from the call. Nobody is told that the phone is
 * busy, and afterwards camera and microphone are captured again without a word.
 *
 * @returns the end of it: call it when a file was chosen, and when the dialog
 * was cancelled
 */
export function beginOwnInterruption(): () => void {
  open.value++;
  let over = false;
  return () => {
    if (over) return;
    over = true;
    open.value--;
  };
}
