/**
 * Copies a text, inside a tap. Many in-app browsers have no clipboard for
 * pages, or refuse it: then the field shows the text, selected, for the person
 * to copy.
 *
 * @param show makes the field visible: what is hidden cannot be selected
 * @returns whether it was copied
 */
export async function copyText(
  text: string,
  show: () => HTMLInputElement,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = show();
    field.value = text;
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
