/** Presses elements one after the other, each as soon as it can be pressed; an option is chosen. Returns the undo. */
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
      if (found instanceof HTMLOptionElement) choose(found);
      else found.click();
      left.shift();
    }
    frame = requestAnimationFrame(look);
  });
  return () => cancelAnimationFrame(frame);
}

function choose(option: HTMLOptionElement): void {
  option.selected = true;
  option.closest("select")!
    .dispatchEvent(new Event("change", { bubbles: true }));
}
