/** Presses elements one after the other, each as soon as it can be pressed. Returns the undo. */
export function pressAll(
  selectors: readonly string[],
  onDone: () => void,
): () => void {
  const left = [...selectors];
  let frame = requestAnimationFrame(function look() {
    const [next] = left;
    if (next === undefined) return onDone();
    const found = document.querySelector<HTMLElement>(
      `${next}:not([disabled])`,
    );
    if (found && !found.closest("dialog:not([open])")) {
      found.click();
      left.shift();
    }
    frame = requestAnimationFrame(look);
  });
  return () => cancelAnimationFrame(frame);
}
