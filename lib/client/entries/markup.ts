/**
 * How an entry works with the markup that the server rendered: it finds elements,
 * copies templates and fills in texts. `data-entry` marks an entry's root,
 * `data-part` an element, `data-template` a template, and `data-text` an element
 * whose text is filled in.
 */

/** Runs the entry for each element of the page that is marked with its name. */
export function start(entry: string, run: (root: HTMLElement) => void): void {
  const roots = document.querySelectorAll<HTMLElement>(
    `[data-entry="${entry}"]`,
  );
  for (const root of roots) run(root);
}

/** @throws Error when the page does not have it: page and module are from different versions */
export function part<E extends HTMLElement = HTMLElement>(
  root: ParentNode,
  name: string,
): E {
  return find<E>(root, `[data-part="${name}"]`);
}

export function template(root: ParentNode, name: string): HTMLTemplateElement {
  return find(root, `[data-template="${name}"]`);
}

type Texts = Readonly<Record<string, string>>;

/** A copy of the template's content. The texts are set as text, never as HTML. */
export function copyOf(
  { content }: HTMLTemplateElement,
  texts: Texts = {},
): DocumentFragment {
  const copy = document.importNode(content, true);
  for (const [name, text] of Object.entries(texts)) {
    for (const place of copy.querySelectorAll(`[data-text="${name}"]`)) {
      place.textContent = text;
    }
  }
  return copy;
}

/** The same for a template with one element in it. */
export function elementOf(
  source: HTMLTemplateElement,
  texts?: Texts,
): HTMLElement {
  return copyOf(source, texts).firstElementChild as HTMLElement;
}

/** A busy button keeps the focus. Its handler has to ignore clicks. */
export function setBusy(button: HTMLButtonElement, busy: boolean): void {
  for (const name of ["aria-busy", "aria-disabled"]) {
    if (busy) button.setAttribute(name, "true");
    else button.removeAttribute(name);
  }
}

function find<E extends Element>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (found === null) throw new Error(`${selector} is not on this page`);
  return found;
}
